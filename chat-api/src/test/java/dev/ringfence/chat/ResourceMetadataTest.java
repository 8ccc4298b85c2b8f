package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.chat.ServiceSettings.Listening;
import dev.ringfence.identity.DemoIssuer;
import dev.ringfence.identity.IssuerSettings;
import dev.ringfence.identity.WebOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the service's own address, and what is not said where it is not known. */
class ResourceMetadataTest {
  private static final Optional<WebOrigin> PUBLIC = WebOrigin.parse("https://chat.example.com");

  @TempDir private Path folder;

  private ResourceMetadata metadata(Listening listening) {
    IssuerSettings demo = DemoIssuer.in(folder, Clock.systemUTC()).settings();
    IssuerSettings real =
        IssuerSettings.of(
            "https://id.example.com",
            "ringfence",
            demo.keys(),
            Set.copyOf(demo.algorithms()),
            demo.tenant());
    return new ResourceMetadata(() -> listening.reachedAt(8080), List.of(demo, real));
  }

  private static String json(ResourceMetadata metadata) throws IOException {
    return metadata.document() instanceof Reply.Whole whole
        ? ServiceWorld.JSON.readTree(whole.body()).toString()
        : "";
  }

  @Test
  void configuredAddressIsToldWithTheIssuersThatCanBeLookedUp() throws IOException {
    ResourceMetadata metadata = metadata(new Listening("0.0.0.0", 80, PUBLIC));

    assertThat(json(metadata))
        .isEqualTo(
            "{\"resource\":\"https://chat.example.com/mcp\","
                + "\"authorization_servers\":[\"https://id.example.com\"],"
                + "\"bearer_methods_supported\":[\"header\"]}");
    assertThat(metadata.challenge())
        .isEqualTo(
            "Bearer resource_metadata=\"https://chat.example.com"
                + "/.well-known/oauth-protected-resource/mcp\"");
    assertThat(metadata.isOwn("https://chat.example.com")).isTrue();
    assertThat(metadata.isOwn("http://chat.example.com")).isFalse();
  }

  @Test
  void serviceOnThisMachineAloneKnowsItsAddress() throws IOException {
    assertThat(json(metadata(new Listening("127.0.0.1", 0))))
        .contains("\"resource\":\"http://127.0.0.1:8080/mcp\"");
  }

  @Test
  void addressThatIsNotKnownIsNotGuessed() {
    ResourceMetadata metadata = metadata(new Listening("0.0.0.0", 80));

    assertThat(metadata.challenge()).isEqualTo("Bearer");
    assertThat(metadata.isOwn("http://0.0.0.0:8080")).isFalse();
    assertThatThrownBy(metadata::document)
        .isInstanceOfSatisfying(
            Problem.ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(404));
  }
}
