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
  void eightBytesAreJudgedAsEachOfThemIs() {
    for (int place = 0; place < 8; place++) {
      for (int c = 0; c < 256; c++) {
        for (long others : new long[] {0, 0x6161616161616161L, 0x7F7F7F7F7F7F7F7FL, -1L}) {
          long eight = others & ~(0xFFL << (8 * place)) | (long) c << (8 * place);
          boolean ascii = c < 128;
          assertThat(EightBytes.digits(eight) >> place & 1)
              .as("%d at %d", c, place)
              .isEqualTo(ascii && Character.isDigit(c) ? 1 : 0);
          assertThat(EightBytes.letters(eight) >> place & 1)
              .as("%d at %d", c, place)
              .isEqualTo(ascii && Character.isLetter(c) ? 1 : 0);
          assertThat(EightBytes.capitals(eight) >> place & 1)
              .as("%d at %d", c, place)
              .isEqualTo(ascii && Character.isUpperCase(c) ? 1 : 0);
          assertThat(EightBytes.ats(eight) >> place & 1)
              .as("%d at %d", c, place)
              .isEqualTo(c == '@' ? 1 : 0);
          assertThat(EightBytes.spaces(eight) >> place & 1)
              .as("%d at %d", c, place)
              .isEqualTo(c == ' ' ? 1 : 0);
        }
      }
    }
  }

  @Test
  void bitsSayWhatReadingSays() {
    System.out.println("  bits with -Dringfence.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      View view = Folding.fold(text(random, random.nextInt(300)));
      Triggers triggers = view.triggers();
      WordBits words = triggers.words();
      for (int i = 0; i < view.length(); i++) {
        assertThat(words.from(i) & 1).as("%d", i).isEqualTo(view.wordAt(i) ? 1 : 0);
        assertThat(words.from(i - 64) >>> 63).isEqualTo(view.wordAt(i - 1) ? 1 : 0);
        assertThat(triggers.alone(i / 64) >>> i & 1)
            .isEqualTo(view.wordAt(i) && !view.wordAt(i - 1) && !view.wordAt(i + 1) ? 1 : 0);
        assertThat(triggers.letterBefore(i, 0)).isEqualTo(letterBefore(view, i));
        assertThat(triggers.digitsFrom(i) & 1).isEqualTo(view.digitAt(i) ? 1 : 0);
      }
      int from = random.nextInt(view.length() + 1);
      assertThat(triggers.seekCode(from, 5)).isEqualTo(code(view, from, 5));
      assertThat(triggers.seekDigits(from, 4, 2)).isEqualTo(digits(view, from, 4, 2));
    }
  }

  private static String text(Random random, int length) {
    String characters = "abcXYZ0123456789  ..--@_/+~\n\u00E9\u0436\u4E00";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  private static int letterBefore(View view, int index) {
    int i = index - 1;
    while (i >= 0 && !view.letterAt(i)) {
      i--;
    }
    return i;
  }

  private static int code(View view, int from, int many) {
    for (int i = from; i < view.length(); i++) {
      int run = i;
      while (CodeAlphabet.BASE64.value(view.at(run)) >= 0) {
        run++;
      }
      if (run - i >= many) {
        return i;
      }
    }
    return view.length();
  }

  private static int digits(View view, int from, int fewest, int gap) {
    for (int i = from; i < view.length(); i++) {
      int count = 0;
      int last = i;
      for (int k = i; view.digitAt(i) && k < view.length() && k - last <= gap + 1; k++) {
        count += view.digitAt(k) ? 1 : 0;
        last = view.digitAt(k) ? k : last;
      }
      if (count >= fewest) {
        return i;
      }
    }
    return view.length();
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

  /** Each of three things in it can be read in two ways: no layer holds more than five of them. */
  @Test
  void readingsOfOneTextDoNotMultiplyThemselves() {
    String text = "( 17 ana&#64;xn--bcher-kva.example\\753-610-1659x(+34) - 2361 3_377-602-7978=";
    for (View view : Views.of(text)) {
      assertThat(view.length()).isLessThanOrEqualTo(5 * text.length());
    }
  }

  @Test
  void halfOfAPairOfSurrogatesIsNoQuestionMark() {
    assertThat(View.ofPlain("a\uD800b")).isEmpty();
    assertThat(View.ofPlain("a?b")).isPresent();
    assertThat(View.ofPlain("a\0b")).isEmpty();
  }
}
