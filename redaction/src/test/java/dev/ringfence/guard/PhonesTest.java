package dev.ringfence.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PhonesTest {
  /** Pieces that numbers are made of, and what may stand around them. */
  private static final String[] PIECES = {
    "212",
    "555",
    "0148",
    "1",
    "(",
    ")",
    "(212) ",
    "-",
    ".",
    " ",
    "a",
    "é",
    "\u0661",
    "$",
    "]",
    "/",
    "\ud83d\ude00",
    "212-555-0148",
    "(415) 555-0100",
    "1 (212) 555.0148"
  };

  @Test
  void everyPlaceThatThePatternFindsIsFound() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(8); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      int expected = (int) Phones.NORTH_AMERICAN.matcher(text).results().count();
      assertThat(Phones.count(text.toString())).as(text.toString()).isEqualTo(expected);
      found += expected;
    }
    assertThat(found).as("texts with numbers").isGreaterThan(1_000);
  }
}
