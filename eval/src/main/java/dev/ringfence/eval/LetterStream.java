package dev.ringfence.eval;

/**
 * The letters of a text, one after the other, with what stood before each: nothing, something that
 * ends a word, a figure, the end of a line.
 */
final class LetterStream {
  static final int GAP = 1;
  static final int FIGURE = 2;
  static final int LINE = 4;
  static final int CAPITAL = 8;

  /** A figure that nothing stands between. */
  static final int BESIDE = 16;

  final byte[] letters;
  final byte[] before;
  final int length;

  LetterStream(String text) {
    byte[] all = new byte[text.length()];
    byte[] marks = new byte[text.length() + 1];
    int n = 0;
    int pending = GAP | LINE;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (Character.isHighSurrogate((char) c) && i + 1 < text.length()) {
        c = text.codePointAt(i++);
      }
      int letter = Letters.of(c);
      if (letter >= 0) {
        all[n] = (byte) letter;
        marks[n++] = (byte) (pending | (c >= 'A' && c <= 'Z' ? CAPITAL : 0));
        pending = 0;
      } else if (c >= '0' && c <= '9') {
        pending |= FIGURE | BESIDE;
      } else if (c == '\n') {
        pending = (pending & ~BESIDE) | GAP | LINE;
      } else {
        pending = (pending & ~BESIDE) | GAP;
      }
    }
    marks[n] = (byte) (pending | GAP | LINE);
    this.letters = all;
    this.before = marks;
    this.length = n;
  }

  private LetterStream(byte[] letters, byte[] before, int length) {
    this.letters = letters;
    this.before = before;
    this.length = length;
  }

  /** The same read from its end. */
  LetterStream backwards() {
    byte[] all = new byte[length];
    byte[] marks = new byte[length + 1];
    for (int i = 0; i < length; i++) {
      all[i] = letters[length - 1 - i];
      marks[i] =
          (byte) ((before[length - i] & ~(CAPITAL | BESIDE)) | (before[length - 1 - i] & CAPITAL));
    }
    marks[length] = (byte) (before[0] & ~CAPITAL);
    return new LetterStream(all, marks, length);
  }

  /** Whether a word, and no figure, starts at a letter. */
  boolean starts(int at) {
    return (before[at] & (GAP | BESIDE)) == GAP;
  }

  /** Whether a word ends with a letter. */
  boolean ends(int at) {
    return (before[at + 1] & GAP) != 0;
  }

  /** Whether a line ends with a letter, but for what is no letter. */
  boolean endsLine(int at) {
    return (before[at + 1] & LINE) != 0;
  }
}
