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

  /**
   * Whether some of eight bytes may be of a kind; now and then it says so without reason. Each byte
   * without its highest bit is compared at once: adding 128 less a bound sets that bit from the
   * bound on.
   */
  static boolean among(long eight) {
    long low = eight & ~HIGH;
    long digits = (low + LOW * (0x80 - '0')) & ~(low + LOW * (0x80 - 'A'));
    long percents = (low + LOW * (0x80 - '%')) & ~(low + LOW * (0x80 - '\''));
    long brackets = (low + LOW * (0x80 - '[')) & ~(low + LOW * (0x80 - '`'));
    long signs = (low + LOW * (0x80 - '+')) & ~(low + LOW * (0x80 - '.'));
    return ((digits | percents | brackets | signs) & HIGH) != 0;
  }

  /** The kinds that a character is of, as a sum; 0 for none, and for all that is not ASCII. */
  static int of(char c) {
    return c < BY_CHARACTER.length ? BY_CHARACTER[c] & 0xFF : 0;
  }
}
