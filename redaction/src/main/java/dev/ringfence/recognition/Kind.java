package dev.ringfence.recognition;

/** What a character is where nothing but speed matters: a part of a word, or not. */
final class Kind {
  private static final byte[] WORD = new byte[1 << 16];

  static {
    for (int c = 0; c < WORD.length; c++) {
      WORD[c] = (byte) (Character.isLetterOrDigit(c) ? 1 : 0);
    }
  }

  private Kind() {}

  /** 1 for a letter or a digit of the first plane, 0 for all else. */
  static int word(char c) {
    return WORD[c];
  }
}
