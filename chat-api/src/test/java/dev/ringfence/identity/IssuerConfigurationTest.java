package dev.ringfence.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class IssuerConfigurationTest {
  private static final Map<String, Object> LEAST =
      Map.of(
          "issuer", "https://id.example.test",
          "audience", "ringfence",
          "jwks-uri", "https://id.example.test/jwks",
          "algorithms", List.of("ES256"),
          "tenant-claim", "tenant");

  @Test
  void theLeastEntryHasTheDocumentedDefaults() {
    assertThat(IssuerConfiguration.read(List.of(LEAST)))
        .containsExactly(
            new IssuerSettings(
                "https://id.example.test",
                "ringfence",
                Set.of(),
                new KeyLocation.Endpoint(URI.create("https://id.example.test/jwks")),
                Set.of(SigningAlgorithm.ES256),
                new ClaimPath("sub"),
                new TenantClaim.At(new ClaimPath("tenant")),
                Set.of(),
                Duration.ofSeconds(30),
                Duration.ofHours(24)));
  }

  static Stream<Arguments> wrongEntries() {
    return Stream.of(
        arguments("issuer", null),
        arguments("issuer", " "),
        arguments("issuer", VisitorTokens.ISSUER),
        arguments("audience", null),
        arguments("audience", 7),
        arguments("other-audiences", "text"),
        arguments("other-audiences", List.of(1)),
        arguments("jwks-uri", null),
        arguments("jwks-uri", "http://id.example.test/jwks"),
        arguments("jwks-uri", "not an address"),
        arguments("jwks", TestKey.jwks(IdentityWorld.EC.jwk())),
        arguments("algorithms", null),
        arguments("algorithms", List.of()),
        arguments("algorithms", List.of("HS256")),
        arguments("algorithms", List.of("none")),
        arguments("algorithms", List.of("es256")),
        arguments("tenant-claim", null),
        arguments("tenant-claim", "/user_metadata/tenant"),
        arguments("tenant-claim", "user_metadata"),
        arguments("tenant-claim", "/unsafe_metadata/tenant"),
        arguments("tenant", "acme"),
        arguments("subject-claim", "/user_metadata/id"),
        arguments("subject-claim", ""),
        arguments("leeway", "6m"),
        arguments("leeway", "-1s"),
        arguments("leeway", 30),
        arguments("max-lifetime", "0s"),
        arguments("max-lifetime", "1d"),
        arguments("verify", false));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongEntries")
  void wrongEntryIsRefusedAtStart(String key, @Nullable Object value) {
    Map<String, Object> entry = new HashMap<>(LEAST);
    entry.remove(key);
    if (value != null) {
      entry.put(key, value);
    }

    assertThatThrownBy(() -> IssuerConfiguration.read(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIssuerMayNotBeConfiguredTwice() {
    List<IssuerSettings> twice = IssuerConfiguration.read(List.of(LEAST, LEAST));

    assertThatThrownBy(() -> UserTokenVerifier.of(twice, IdentityWorld.CLOCK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyExampleOfTheDocumentationIsAConfiguration() throws IOException {
    List<IssuerSettings> documented = new ArrayList<>();
    Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(documentation());
    while (blocks.find()) {
      Map<?, ?> file =
          (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(blocks.group(1));
      assertThat(file.get("identity"))
          .isInstanceOfSatisfying(
              Map.class,
              identity -> documented.addAll(IssuerConfiguration.read(identity.get("issuers"))));
    }

    assertThat(documented).hasSizeGreaterThanOrEqualTo(7);
    assertThat(documented).extracting(IssuerSettings::issuer).doesNotHaveDuplicates();
  }

  @Test
  void theDocumentationListsEveryKeyEveryCodeAndEveryDefault() throws IOException {
    String documentation = documentation();

    for (String key :
        List.of(
            "issuer",
            "audience",
            "other-audiences",
            "jwks-uri",
            "jwks",
            "algorithms",
            "subject-claim",
            "tenant-claim",
            "tenant",
            "authorized-parties",
            "leeway",
            "max-lifetime")) {
      assertThat(documentation).contains("| `" + key + "` |");
    }
    for (TokenFault fault : TokenFault.values()) {
      assertThat(documentation).contains("`" + fault.code() + "`");
    }
    for (Ban ban : Ban.values()) {
      assertThat(documentation).contains("`" + ban.code() + "`");
    }
  }

  private static String documentation() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("ringfence.build.root", "..")).resolve("docs/identity.md"));
  }
}
