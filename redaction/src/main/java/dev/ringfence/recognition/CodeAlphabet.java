package dev.ringfence.recognition;

/** The characters of an encoding of octets, and the bits that each stands for; RFC 4648. */
final class CodeAlphabet {
  /** Base64, and base64 for URLs: sections 4 and 5. */
  static final CodeAlphabet BASE64 =
      new CodeAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "-_", 6);

  /** Section 6. */
  static final CodeAlphabet BASE32 = new CodeAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "", 5);

  /** Section 8, in either case. */
  static final CodeAlphabet BASE16 = new CodeAlphabet("0123456789abcdef", "", 4);

  private final byte[] values = new byte[128];
  private final int bits;

  private CodeAlphabet(String characters, String others, int bits) {
    this.bits = bits;
    for (int i = 0; i < values.length; i++) {
      char c = bits == 4 ? View.lower((char) i) : (char) i;
      values[i] = (byte) characters.indexOf(c);
    }
    for (int i = 0; i < others.length(); i++) {
      values[others.charAt(i)] = (byte) (characters.length() - others.length() + i);
    }
  }

  int bits() {
    return bits;
  }

  /** What a character stands for, or -1. */
  int value(char c) {
    return c < values.length ? values[c] : -1;
  }

  /** Whether every character of a range is one of these. */
  boolean spells(View view, int from, int to) {
    for (int i = from; i < to; i++) {
      if (value(view.at(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
