package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.Tap;
import org.junit.jupiter.api.Test;

final class RequestsTest {
  private static String comparable(int status, String raw) {
    return Requests.comparable(new ServiceClient.Answer(status, Capture.of(Tap.HTTP, raw)));
  }

  @Test
  void answersThatDifferInWhatEveryRequestHasOfItsOwnAreTheSame() {
    String one =
        "{content-length=[7], date=[Mon, 1 Jan 2026], x=[y]}\n{\"requestId\":"
            + "\"00000000-0000-4000-8000-000000000000\",\"at\":\"2026-11-22T10:00:00.123Z\"}";
    String other =
        "{content-length=[9], date=[Tue, 2 Jan 2026], x=[y]}\n{\"requestId\":"
            + "\"a0000000-0000-4000-8000-000000000001\",\"at\":\"2026-11-22T10:00:01Z\"}";
    assertThat(comparable(404, one)).isEqualTo(comparable(404, other));
  }

  @Test
  void anyOtherByteTellsAnswersApart() {
    assertThat(comparable(404, "{x=[y]}\nnothing"))
        .isNotEqualTo(comparable(403, "{x=[y]}\nnothing"));
    assertThat(comparable(404, "{x=[y]}\nnothing"))
        .isNotEqualTo(comparable(404, "{x=[z]}\nnothing"));
    assertThat(comparable(404, "{x=[y]}\nnothing"))
        .isNotEqualTo(comparable(404, "{x=[y]}\nnothing."));
  }
}
