package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cli.Main;
import dev.ringfence.eval.Replay.Outcome;
import dev.ringfence.eval.Replay.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayCommandTest {
  private static final String CLEAN =
      "{\"format\":1,\"verdict\":\"CLEAN\",\"seed\":1,\"canaries\":1,\"issues\":[],\"results\":[],"
          + "\"build\":{\"version\":\"v\",\"corpus\":\"c\",\"schema\":\"s\"}}";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "GONE, 0",
    "GONE GONE, 0",
    "AGAIN, 1",
    "GONE AGAIN, 1",
    "UNPROVEN AGAIN, 1",
    "GONE NEW, 1",
    "UNPROVEN, 2",
    "GONE UNPROVEN, 2"
  })
  void exitCodeSaysTheWorst(String states, int code) {
    List<Outcome> outcomes =
        Arrays.stream(states.split(" "))
            .map(state -> new Outcome("rf1-0", "t", State.valueOf(state), ""))
            .toList();
    assertThat(Replay.exitCode(outcomes)).isEqualTo(code);
  }

  @Test
  void unknownFingerprintAndUnreadableFileAreBadConfiguration() throws Exception {
    String file = Files.writeString(folder.resolve("a.json"), CLEAN).toString();
    String none = folder.resolve("none.json").toString();
    assertThat(run("replay", file)).isZero();
    assertThat(run("replay", file, "--finding", "rf1-0")).isEqualTo(3);
    assertThat(run("replay", none)).isEqualTo(3);
    assertThat(run("replay", file, "--attacks", none)).isEqualTo(3);
    assertThat(run("replay")).isEqualTo(3);
    assertThat(run("minimize", file)).isEqualTo(3);
    assertThat(run("minimize", file, "--finding", "rf1-0")).isEqualTo(3);
    assertThat(run("run", "--attacks", none)).isEqualTo(3);
    assertThat(run("run", "--only", "id-walk", "--only", "id-wlak")).isEqualTo(3);
  }

  private static int run(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "eval";
    System.arraycopy(words, 0, all, 1, words.length);
    return Main.commandLine().execute(all);
  }
}
