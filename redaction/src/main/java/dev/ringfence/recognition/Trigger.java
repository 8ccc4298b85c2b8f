package dev.ringfence.recognition;

/**
 * Kinds of characters that values begin at, or hang on. A view knows where they stand, so that a
 * recognizer does not read what cannot concern it.
 */
final class Trigger {
  /** The sign of an e-mail address. */
  static final int AT = 1;

  static final int DIGIT = 1 << 1;
  static final int COLON = 1 << 2;

  /** An opening square bracket. */
  static final int BRACKET = 1 << 3;

  /** What begins an encoded character: percent, ampersand, backslash, equals sign. */
  static final int ESCAPE = 1 << 4;

  static final int HYPHEN = 1 << 5;
  static final int UNDERSCORE = 1 << 6;

  private static final byte[] BY_CHARACTER = new byte[128];

  static {
    BY_CHARACTER['@'] = AT;
    for (char digit = '0'; digit <= '9'; digit++) {
      BY_CHARACTER[digit] = DIGIT;
    }
    BY_CHARACTER[':'] = COLON;
    BY_CHARACTER['['] = BRACKET;
    for (char escape : new char[] {'%', '&', '\\', '='}) {
      BY_CHARACTER[escape] = ESCAPE;
    }
    BY_CHARACTER['-'] = HYPHEN;
    BY_CHARACTER['_'] = UNDERSCORE;
  }

  private Trigger() {}

  /** The kinds that a character is of, as a sum; 0 for none, and for all that is not ASCII. */
  static int of(char c) {
    return c < BY_CHARACTER.length ? BY_CHARACTER[c] : 0;
  }
}
