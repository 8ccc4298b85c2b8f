package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.naive.Hole;
import dev.ringfence.naive.NaiveAssistant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C, and a supervisor's signal, in the midst of {@code eval live}. */
final class LiveInterruptTest {
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void programThatIsEndedRemovesWhatItPlantedFirst(String signal, int code) throws Exception {
    try (NaiveAssistant assistant = NaiveAssistant.start(Set.of(Hole.TENANT_ARGUMENT));
        CommandProcess live =
            CommandProcess.start(
                List.of(),
                Map.of(
                    "RINGFENCE_LIVE_TOKEN_A", NaiveAssistant.token("ana", 600),
                    "RINGFENCE_LIVE_TOKEN_B", NaiveAssistant.token("gwen", 600)),
                "eval",
                "live",
                "--url",
                assistant.url(),
                "--requests-per-minute",
                "600")) {
      live.awaitWords("going at routes");
      assertThat(assistant.kept()).as("something is planted by then").isPositive();
      live.signal(signal);
      assertThat(live.awaitEnd()).as(live.text()).isEqualTo(code);
      assertThat(live.text()).contains("cleaning up").doesNotContain("not removed");
      assertThat(assistant.kept()).as(live.text()).isZero();
    }
  }
}
