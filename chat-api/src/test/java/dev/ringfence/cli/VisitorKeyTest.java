package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.identity.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the key that signs visitors' tokens comes from. */
final class VisitorKeyTest {
  @TempDir Path folder;

  private SigningKey key(Map<String, String> environment, Path data) {
    return InstanceKeys.visitor(Configuration.load(environment, null), new DataFolder(data));
  }

  @Test
  void instanceWithAFolderOfItsOwnTakesTheKeyThatIsSet() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    SigningKey kept = key(Map.of(), first);
    String jwk = Files.readString(first.resolve(DataFolder.VISITOR_KEY));
    Path second = Files.createDirectory(folder.resolve("second"));
    assertThat(key(Map.of("RINGFENCE_VISITOR_KEY", jwk), second).publicJwks())
        .isEqualTo(kept.publicJwks())
        .isNotEqualTo(key(Map.of(), second).publicJwks());
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingQuoted() {
    assertThatThrownBy(() -> key(Map.of("RINGFENCE_VISITOR_KEY", "{\"kty\":\"EC\"}"), folder))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("RINGFENCE_VISITOR_KEY is not a private ES256 key")
        .hasMessageNotContaining("kty");
  }
}
