package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.eval.WorldTrace.Difference;
import dev.ringfence.eval.WorldTrace.Seen;
import dev.ringfence.report.Tap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where two worlds part. */
final class WorldTraceTest {
  private static final Seen ANSWER = new Seen(Tap.HTTP, "step 1", "{\"rows\": 3}");
  private static final Seen REQUEST = new Seen(Tap.MODEL, "request 1", "{\"messages\": []}");

  @Test
  void sameBytesAreNoDifference() {
    assertThat(WorldTrace.differences(trace(ANSWER, REQUEST), trace(ANSWER, REQUEST))).isEmpty();
  }

  @Test
  void oneOtherByteIsFoundAtItsTapAndPlace() {
    Seen other = new Seen(Tap.HTTP, "step 1", "{\"rows\": 4}");
    assertThat(WorldTrace.differences(trace(ANSWER, REQUEST), trace(other, REQUEST)))
        .containsExactly(new Difference(Tap.HTTP, "step 1", 9, Canary.hash("4}")));
  }

  @Test
  void differenceSaysNothingOfWhatStandsThere() {
    Seen other = new Seen(Tap.HTTP, "step 1", "{\"rows\": \"zqbcdfghjk\"}");
    assertThat(WorldTrace.differences(trace(ANSWER), trace(other)).toString())
        .contains("HTTP")
        .doesNotContain("zq");
  }

  @Test
  void textThatGoesOnInOneWorldIsADifference() {
    Seen longer = new Seen(Tap.HTTP, "step 1", ANSWER.raw() + " ");
    assertThat(WorldTrace.differences(trace(ANSWER), trace(longer)))
        .singleElement()
        .extracting(Difference::at)
        .isEqualTo(ANSWER.raw().length());
  }

  @Test
  void oneRequestMoreOrLessIsADifference() {
    assertThat(WorldTrace.differences(trace(ANSWER, REQUEST), trace(ANSWER)))
        .extracting(Difference::tap)
        .containsExactly(Tap.MODEL);
    assertThat(WorldTrace.differences(trace(ANSWER), trace(ANSWER, REQUEST)))
        .extracting(Difference::tap)
        .containsExactly(Tap.MODEL);
  }

  @Test
  void requestsInAnotherOrderAreADifference() {
    Seen second = new Seen(Tap.MODEL, "request 1", "{\"messages\": [1]}");
    assertThat(WorldTrace.differences(trace(REQUEST, second), trace(second, REQUEST))).hasSize(1);
  }

  @Test
  void anotherStatusIsADifferenceWithTheSameBody() {
    Seen other = new Seen(Tap.HTTP, "step 1 404", ANSWER.raw());
    assertThat(WorldTrace.differences(trace(ANSWER), trace(other))).hasSize(1);
  }

  private static WorldTrace trace(Seen... seen) {
    return new WorldTrace(List.of(seen), 1, 1, 1);
  }
}
