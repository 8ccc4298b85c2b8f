package dev.ringfence.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoIssuerTest {
  @TempDir Path directory;

  private DemoIssuer issuer() {
    return DemoIssuer.in(directory.resolve("data"), IdentityWorld.CLOCK);
  }

  private Path keyFile() {
    return directory.resolve("data").resolve(DemoIssuer.KEY_FILE);
  }

  @Test
  void aTokenOfAnotherProcessWithTheSameDirectoryIsAccepted() {
    UserTokenVerifier verifier =
        UserTokenVerifier.of(List.of(issuer().settings()), IdentityWorld.CLOCK);

    String token = issuer().mint("acme", "ana", Duration.ofHours(1));

    assertThat(verifier.verify(token))
        .isEqualTo(
            new VerifiedUser(
                DemoIssuer.ISSUER, "acme", "ana", IdentityWorld.NOW.plusSeconds(3_600), List.of()));
  }

  @Test
  void theKeyFileIsForItsOwnerOnlyAndNothingElseIsLeftBehind() throws IOException {
    issuer();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(keyFile().getParent())) {
      assertThat(files).containsExactly(keyFile());
    }
  }

  @Test
  void processesThatStartTogetherShareOneKey() throws Exception {
    List<Future<String>> keys = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        keys.add(threads.submit(() -> issuer().publicJwks()));
      }
    }

    Set<String> different = new HashSet<>();
    for (Future<String> each : keys) {
      different.add(each.get());
    }
    assertThat(different).hasSize(1);
  }

  @Test
  void aKeyFileThatOthersMayReadIsNotUsed() throws IOException {
    issuer();
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(this::issuer)
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("others may read it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}", "secret-d-value"})
  void aBrokenKeyFileSaysWhatToDoAndNotWhatIsInIt(String content) throws IOException {
    issuer();
    Files.writeString(keyFile(), content);

    assertThatThrownBy(this::issuer)
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("delete it")
        .hasMessageContaining(keyFile().toString())
        .message()
        .doesNotContain("secret-d-value");
  }

  @Test
  void whatIsPublishedHoldsNoPrivateKey() {
    assertThat(issuer().publicJwks()).contains("\"x\"").doesNotContain("\"d\"");
    assertThat(SigningKey.generate()).hasToString("SigningKey[***]");
  }

  @Test
  void aTokenEndsWhenItSays() {
    DemoIssuer issuer = issuer();
    String token = issuer.mint("acme", "ana", Duration.ofSeconds(10));
    InstantSource later = InstantSource.fixed(IdentityWorld.NOW.plusSeconds(40));

    assertThatThrownBy(() -> UserTokenVerifier.of(List.of(issuer.settings()), later).verify(token))
        .isInstanceOfSatisfying(
            TokenRefusedException.class,
            refusal -> assertThat(refusal.fault()).isEqualTo(TokenFault.EXPIRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT24H1S", "P365D"})
  void aTokenIsMintedForASecondToADay(String lifetime) {
    assertThatThrownBy(() -> issuer().mint("acme", "ana", Duration.parse(lifetime)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
