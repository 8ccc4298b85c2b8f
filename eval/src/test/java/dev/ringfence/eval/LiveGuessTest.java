package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveGuessTest {
  /** A missing id that is the id itself would make every comparison come out well. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "5f1c9a52-6a0e-4c63-9d0b-6f8f3c3c9d11",
        "leak-lab-0123456789abcdef",
        "file_AbCxYz9",
        "ffff",
        "x",
        "17",
        "---",
        "zzzzzz-zzzzzz"
      })
  void missingIdIsAnotherOneOfTheSameShape(String id) {
    String one = LiveGuess.missing(id, 1);
    assertThat(one).isNotEqualTo(id).isNotEqualTo(LiveGuess.missing(id, 2));
    assertThat(LiveGuess.missing(id, 1)).isEqualTo(one);
    if (id.length() > 4) {
      assertThat(one.replaceAll("[a-z]", "a").replaceAll("[0-9]", "0"))
          .hasSameSizeAs(id)
          .matches("[aA0_-]+|.*[A-Z].*");
    }
  }

  @Test
  void uuidStaysAUuidOfItsVersion() {
    assertThat(LiveGuess.missing("5f1c9a52-6a0e-4c63-9d0b-6f8f3c3c9d11", 1))
        .matches("5f1c9a52-6a0e-4c63-9d0b-[0-9a-f]{12}");
  }

  @ParameterizedTest
  @CsvSource({
    "4101, 4102, true",
    "999, 1000, true",
    "inv-2026-0041, inv-2026-0043, true",
    "5f1c9a52-6a0e-4c63-9d0b-6f8f3c3c9d11, 0b0c9a52-1a2e-4c63-8d0b-6f8f3c3c9d12, false",
    "8213399127712, 1993847110293, false",
    "4101, 4101, false",
    "abcd, abce, false"
  })
  void idsThatAreCountedAreNear(String one, String other, boolean near) {
    assertThat(LiveGuess.near(one, other)).isEqualTo(near);
  }

  @Test
  void refusalsThatDifferInNothingButIdsAndTimesAreTheSame() {
    assertThat(LiveGuess.told(refusal("a1", "r1", "2026-01-01T00:00:00Z"), "a1"))
        .isEqualTo(LiveGuess.told(refusal("b2", "r2", "2026-01-02T00:00:01.5Z"), "b2"));
    assertThat(LiveGuess.told(new LiveAnswer(403, Map.of(), "", ""), "a"))
        .isNotEqualTo(LiveGuess.told(new LiveAnswer(404, Map.of(), "", ""), "b"));
  }

  private static LiveAnswer refusal(String id, String request, String time) {
    String body = "{\"id\":\"%s\",\"requestId\":\"%s\",\"at\":\"%s\"}".formatted(id, request, time);
    return new LiveAnswer(404, Map.of(), body, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b.c", "a.b.", "opaque", "x"})
  void flippedTokenIsAnother(String token) {
    assertThat(LiveTokens.flipped(token)).isNotEqualTo(token).hasSameSizeAs(token);
  }
}
