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

  /** A full stop. */
  static final int DOT = 1 << 8;

  /** A sign that base64 has, for URLs or not (RFC 4648). */
  static final int CODE = 1 << 9;

  /** What shows nothing, and ends no line and parts no columns. */
  static final int CONTROL = 1 << 10;

  /** All that is not in ASCII. */
  static final int FOREIGN = 1 << 11;

  static final int TILDE = 1 << 12;

  private static final short[] BY_CHARACTER = new short[128];

  static {
    for (char c = 0; c < BY_CHARACTER.length; c++) {
      boolean blank = c >= '\t' && c <= '\r';
      put(c, ((c < ' ' && !blank) || c == 0x7F) && c != View.NONE ? CONTROL : 0);
      put(c, c >= '0' && c <= '9' ? DIGIT : 0);
      put(c, "%&\\=+".indexOf(c) >= 0 ? ESCAPE : 0);
      put(c, "+/-_".indexOf(c) >= 0 ? CODE : 0);
    }
    put('@', AT);
    put(':', COLON);
    put('[', BRACKET);
    put('-', HYPHEN);
    put('_', UNDERSCORE);
    put('>', ANGLE);
    put('.', DOT);
    put('~', TILDE);
  }

  private Trigger() {}

  private static void put(char c, int kind) {
    BY_CHARACTER[c] |= (short) kind;
  }

  /** The kinds that a character is of, as a sum; 0 for none. */
  static int of(char c) {
    return c < BY_CHARACTER.length ? BY_CHARACTER[c] : c < 0xA0 ? FOREIGN | CONTROL : FOREIGN;
  }
}
