package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a decoder made: of octets, unpacked where they are packed and without the zeros that wide
 * characters have; and only stretches that read as text, as a decoding of what was none makes
 * noise.
 */
final class Octets {
  private static final int LONG = 120;
  private static final int STRETCH = 8;
  private static final int LETTERS = 4;

  private final Inflating inflating;
  private final StringBuilder made = new StringBuilder();

  Octets(Inflating inflating) {
    this.inflating = inflating;
  }

  int length() {
    return made.length();
  }

  String made() {
    return made.toString();
  }

  /** What was made since there was so much. */
  String since(int before) {
    return made.substring(before);
  }

  /** What was made of a piece before. */
  void again(String text) {
    made.append(text);
  }

  /**
   * Octets that stand for text.
   *
   * @param first whether they begin where the piece does, as what has no mark of being packed has
   *     to
   */
  void octets(byte[] octets, int length, boolean first) {
    String unpacked = inflating.read(octets, length, first);
    if (!unpacked.isEmpty()) {
      made.append(unpacked).append(' ');
    }
    byte[] text = new byte[length];
    int n = 0;
    int high = 0;
    for (int i = 0; i < length; i++) {
      if (octets[i] != 0) {
        text[n++] = octets[i];
        high |= octets[i];
      }
    }
    if (high >= 0) {
      ascii(text, n, length > LONG);
    } else {
      text(new String(text, 0, n, UTF_8), length > LONG);
    }
  }

  /** Characters, of which the stretches are kept that read as text. */
  void text(CharSequence text, boolean large) {
    int start = 0;
    Reading reading = new Reading();
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || noise(text.charAt(i))) {
        if (reading.isText(large)) {
          made.append(text, start, i).append(' ');
        }
        start = i + 1;
        reading = new Reading();
      } else {
        reading.add(text.charAt(i));
      }
    }
  }

  private void ascii(byte[] text, int length, boolean large) {
    int start = 0;
    Reading reading = new Reading();
    for (int i = 0; i <= length; i++) {
      if (i == length || noise((char) text[i])) {
        if (reading.isText(large)) {
          for (int j = start; j < i; j++) {
            made.append((char) text[j]);
          }
          made.append(' ');
        }
        if (i > start) {
          reading = new Reading();
        }
        start = i + 1;
      } else {
        reading.add((char) text[i]);
      }
    }
  }

  private static boolean noise(char c) {
    return c == '\uFFFD' || c == 0x7F || (c < ' ' && c != '\n' && c != '\t' && c != '\r');
  }

  /** What a stretch has that text has: letters of one kind in a row, or plain characters. */
  private static final class Reading {
    private int kind;
    private int letters;
    private int plain;
    private int strange;
    private int mixed;
    private int mostMixed;
    private int mostLetters;
    private int mostPlain;

    void add(char c) {
      plain = c < 0x80 ? plain + 1 : 0;
      mostPlain = Math.max(mostPlain, plain);
      int now = kind(c);
      letters = now == 0 ? 0 : now == kind ? letters + 1 : 1;
      kind = now;
      mixed = now == 0 ? 0 : mixed + 1;
      strange = now == 0 ? 0 : now == 3 ? strange + 1 : strange;
      mostMixed = strange > 0 ? Math.max(mostMixed, mixed) : mostMixed;
      mostLetters = Math.max(mostLetters, letters);
    }

    /** Small letters, capitals, and what shows or hides one elsewhere. */
    private static int kind(char c) {
      if (c < 0x80) {
        return c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 0;
      }
      return Letters.of(c) >= 0
              || Character.isSurrogate(c)
              || Character.getType(c) == Character.FORMAT
              || Character.getType(c) == Character.NON_SPACING_MARK
          ? 3
          : 0;
    }

    boolean isText(boolean large) {
      return mostPlain >= STRETCH
          || mostMixed >= STRETCH
          || mostLetters >= (large ? STRETCH : LETTERS);
    }
  }
}
