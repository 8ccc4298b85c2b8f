package dev.ringfence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchReportTest {
  private static final Series QUERY =
      Series.of(
          "raw query", Series.Unit.MILLISECONDS, List.of(sample(1, 2, 3), sample(1.5, 2, 2.5)));
  private static final Series ANSWER =
      Series.of(
              "tool answer",
              Series.Unit.MILLISECONDS,
              List.of(sample(10, 40, 50), sample(40, 40, 320)))
          .against(QUERY);
  private static final BenchResult RESULT =
      new BenchResult(
          List.of("machine: a small one"),
          List.of(ANSWER, QUERY),
          List.of(
              new Goal("tool answer, p95", 300, 320, Series.Unit.MILLISECONDS),
              new Goal("second start", 10, 4, Series.Unit.SECONDS)),
          List.of("There is no class archive yet."));

  private static Sample sample(double... values) {
    return new Sample(java.util.Arrays.stream(values).boxed().toList());
  }

  @Test
  void aRowHasTheFiguresOfAllRoundsTheSpreadOverThemAndTheRatio() {
    assertThat(BenchReport.text(RESULT).lines())
        .anySatisfy(
            line ->
                assertThat(line.replaceAll(" +", " "))
                    .isEqualTo(
                        "tool answer, ms 6 40.0 (40.0 to 40.0) 320 (50.0 to 320) 10.0 320 x 20.0"));
  }

  @Test
  void aMissedGoalIsSaidLoudly() {
    assertThat(BenchReport.text(RESULT))
        .contains("MISSED  tool answer, p95: 320 ms, to be below 300 ms")
        .contains("met     second start: 4.00 s, to be below 10.0 s")
        .endsWith("There is no class archive yet.");
  }

  @Test
  void aValueAtItsLimitDoesNotMeetTheGoal() {
    assertThat(new Goal("x", 30, 30, Series.Unit.MILLISECONDS).met()).isFalse();
  }

  @Test
  void jsonSaysTheSame() throws JsonProcessingException {
    JsonNode body = new ObjectMapper().readTree(BenchReport.json(RESULT));
    JsonNode answer = body.path("measured").path(0);
    assertThat(answer.path("baseline").asText()).isEqualTo("raw query");
    assertThat(answer.path("ratio").asDouble()).isEqualTo(20);
    assertThat(answer.path("rounds")).hasSize(2);
    assertThat(answer.path("rounds").path(1).path("p95").asDouble()).isEqualTo(320);
    assertThat(body.path("goals").path(0).path("met").asBoolean()).isFalse();
    assertThat(body.path("goals").path(1).path("met").asBoolean()).isTrue();
    assertThat(body.path("remarks").path(0).asText()).startsWith("There is no");
  }

  @ParameterizedTest
  @CsvSource({"0.1234, 0.12", "9.87, 9.87", "12.34, 12.3", "-4.2, -4.20", "1234.5, 1235"})
  void figuresHaveNoMoreDigitsThanTheyAreWorth(double value, String text) {
    assertThat(BenchReport.number(value)).isEqualTo(text);
  }
}
