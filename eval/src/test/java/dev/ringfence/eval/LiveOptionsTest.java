package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.naive.Hole;
import dev.ringfence.naive.NaiveAssistant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How a live run is told where to go, and with what. */
final class LiveOptionsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://localhost:8080/v1, http://localhost:8080",
    "http://[::1]:9/v1/, http://[::1]:9",
    "http://localhost/chat/v1, http://localhost/chat"
  })
  void thisMachineMayBeAttacked(String text, String url) {
    assertThat(LiveTarget.of(text, false).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/v1",
        "https://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://0.0.0.0:8080"
      })
  void anotherMachineIsAttackedOnlyBySayingSo(String text) {
    assertThatThrownBy(() -> LiveTarget.of(text, false))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("--i-may-attack-this-host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com",
        "https://user:word@api.example.com",
        "https://api.example.com?key=1",
        "ftp://localhost",
        "localhost:8080",
        "http://",
        "not an address"
      })
  void addressThatWouldGiveTokensAwayOrIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> LiveTarget.of(text, true)).isInstanceOf(LabException.class);
  }

  @Test
  void tokensAreNoOptions() {
    Set<String> names =
        new CommandLine(new LiveCommand(Map.of()))
            .getCommandSpec().options().stream()
                .filter(option -> option.longestName().contains("token-"))
                .map(option -> option.type().getSimpleName())
                .collect(Collectors.toSet());
    assertThat(names).containsExactly("Path");
  }

  @Test
  void withoutTokensItIsBadConfiguration() {
    assertThat(execute(Map.of(), "--url", "http://127.0.0.1:9")).isEqualTo(3);
  }

  @Test
  void lineThatTurnsUpByChanceIsNoCanary() throws IOException {
    Path file = Files.writeString(folder.resolve("canaries"), "long enough to count\nshort\n");
    assertThatThrownBy(() -> LiveSecrets.lines(file)).hasMessageContaining("fewer than 8");
  }

  @Test
  void cleanServiceEndsWithNoughtAndALeakWithOne() {
    assertThat(attack(Set.of(), "routes")).isZero();
    assertThat(attack(Set.of(Hole.CONVERSATION_READ), "routes")).isEqualTo(1);
  }

  @Test
  void nameThatNothingHasProvesNothing() {
    assertThat(attack(Set.of(), "no-such-attack")).isEqualTo(2);
    assertThat(attack(Set.of(), "routes", "no-such-attack")).isEqualTo(2);
    assertThat(attack(Set.of(), "read-file", "authority")).isZero();
  }

  private static int attack(Set<Hole> holes, String... only) {
    try (NaiveAssistant assistant = NaiveAssistant.start(holes)) {
      Map<String, String> environment = new HashMap<>();
      environment.put("RINGFENCE_LIVE_TOKEN_A", NaiveAssistant.token("ana", 600));
      environment.put("RINGFENCE_LIVE_TOKEN_B", NaiveAssistant.token("gwen", 600));
      List<String> words =
          new ArrayList<>(List.of("--url", assistant.url(), "--requests-per-minute", "600000"));
      List.of(only).forEach(name -> words.addAll(List.of("--only", name)));
      return execute(environment, words.toArray(String[]::new));
    }
  }

  private static int execute(Map<String, String> environment, String... words) {
    return new CommandLine(new LiveCommand(environment)).execute(words);
  }
}
