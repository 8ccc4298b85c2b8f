package dev.ringfence.recognition;

/**
 * Kinds of characters that values begin at, or hang on. A view knows where they stand, so that a
 * recognizer does not read what cannot concern it.
 */
public final class Trigger {
  /** The sign of an e-mail address. */
  public static final int AT = 1;

  public static final int DIGIT = 1 << 1;
  public static final int COLON = 1 << 2;

  /** An opening square bracket. */
  public static final int BRACKET = 1 << 3;

  /** What begins an encoded character: percent, ampersand, backslash, equals and plus sign. */
  public static final int ESCAPE = 1 << 4;

  public static final int HYPHEN = 1 << 5;
  public static final int UNDERSCORE = 1 << 6;

  /** A closing angle bracket. */
  static final int ANGLE = 1 << 7;

  private static final byte[] BY_CHARACTER = new byte[128];

  static {
    BY_CHARACTER['@'] = AT;
    for (char digit = '0'; digit <= '9'; digit++) {
      BY_CHARACTER[digit] = DIGIT;
    }
    BY_CHARACTER[':'] = COLON;
    BY_CHARACTER['['] = BRACKET;
    for (char escape : new char[] {'%', '&', '\\', '=', '+'}) {
      BY_CHARACTER[escape] = ESCAPE;
    }
    BY_CHARACTER['-'] = HYPHEN;
    BY_CHARACTER['_'] = UNDERSCORE;
    BY_CHARACTER['>'] = (byte) ANGLE;
  }

  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private Trigger() {}

  /** Which of eight bytes are digits, as bits from the lowest on. */
  static long digits(long eight) {
    return bits(range(eight, '0', '9') & ~eight);
  }

  /** Which of eight bytes may be of another kind; now and then one without reason. */
  static long maybeSigns(long eight) {
    long signs =
        range(eight, '%', '&')
            | range(eight, '+', '-')
            | range(eight, ':', '@')
            | range(eight, '[', '_');
    return (signs & HIGH) == 0 ? 0 : bits(signs);
  }

  /**
   * Sets the highest bit of each byte that is in a range without that bit. All are compared at
   * once: adding 128 less a bound sets the bit from the bound on.
   */
  private static long range(long eight, char first, char last) {
    long low = eight & ~HIGH;
    return (low + LOW * (0x80 - first)) & ~(low + LOW * (0x7F - last));
  }

  /** The highest bits of eight bytes, as the lowest ones of a number. */
  private static long bits(long eight) {
    return ((eight & HIGH) >>> 7) * 0x0102040810204080L >>> 56;
  }

  /** The kinds that a character is of, as a sum; 0 for none, and for all that is not ASCII. */
  static int of(char c) {
    return c < BY_CHARACTER.length ? BY_CHARACTER[c] & 0xFF : 0;
  }
}
