package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ViewTest {
  private static final int EVERY_TRIGGER =
      Trigger.AT
          | Trigger.DIGIT
          | Trigger.COLON
          | Trigger.BRACKET
          | Trigger.ESCAPE
          | Trigger.HYPHEN
          | Trigger.UNDERSCORE;

  private final long seed = Long.getLong("ringfence.seed", 20261121);

  @Test
  void noTriggerIsOverlookedAmongEightBytes() {
    for (int place = 0; place < 8; place++) {
      for (int c = 0; c < 256; c++) {
        for (long others : new long[] {0, 0x6161616161616161L, 0x7F7F7F7F7F7F7F7FL, -1L}) {
          long eight = others & ~(0xFFL << (8 * place)) | (long) c << (8 * place);
          int kind = Trigger.of((char) c);
          boolean digit = (Trigger.digits(eight) >> place & 1) == 1;
          assertThat(digit).as("%d at %d", c, place).isEqualTo(kind == Trigger.DIGIT);
          if (kind != 0 && kind != Trigger.DIGIT) {
            assertThat(Trigger.maybeSigns(eight) >> place & 1)
                .as("%d at %d", c, place)
                .isEqualTo(1);
          }
        }
      }
    }
  }

  @Test
  void eightBytesOfOrdinaryLettersAreSkipped() {
    assertThat(Trigger.digits(0x6120656874206F74L)).isZero();
    assertThat(Trigger.maybeSigns(0x6120656874206F74L)).isZero();
  }

  @Test
  void seekingFindsWhatReadingFinds() {
    System.out.println("  seeking with -Dringfence.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(300);
      for (int i = 0; i < length; i++) {
        int kind = random.nextInt(60);
        text.append(
            kind == 0
                ? (char) (1 + random.nextInt(126))
                : kind == 1 && round % 2 == 0 ? '\u00E9' : 'a');
      }
      View view = Folding.fold(text.toString());
      for (int triggers : new int[] {Trigger.AT, Trigger.DIGIT, EVERY_TRIGGER}) {
        int from = random.nextInt(length + 1);
        assertThat(view.seek(from, triggers)).isEqualTo(read(view, from, triggers));
      }
    }
  }

  private static int read(View view, int from, int triggers) {
    for (int i = from; i < view.length(); i++) {
      if ((Trigger.of(view.at(i)) & triggers) != 0) {
        return i;
      }
    }
    return view.length();
  }

  @Test
  void halfOfAPairOfSurrogatesIsNoQuestionMark() {
    assertThat(View.ofPlain("a\uD800b")).isEmpty();
    assertThat(View.ofPlain("a?b")).isPresent();
    assertThat(View.ofPlain("a\0b")).isEmpty();
  }
}
