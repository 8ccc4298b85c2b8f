package dev.ringfence.guard;

/** Text without what the eye does not see, and with the plain form of wide letters and digits. */
final class Plain {
  private Plain() {}

  static String of(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(codePoint -> append(plain, codePoint));
    return plain.toString();
  }

  private static void append(StringBuilder plain, int codePoint) {
    if (Character.isDigit(codePoint)) {
      plain.append(Character.digit(codePoint, 10));
    } else if (codePoint >= 0xFF01 && codePoint <= 0xFF5E) {
      plain.append((char) (codePoint - 0xFEE0));
    } else if (Character.isSpaceChar(codePoint)) {
      plain.append(' ');
    } else if (Character.getType(codePoint) == Character.DASH_PUNCTUATION) {
      plain.append('-');
    } else if (Character.getType(codePoint) != Character.FORMAT) {
      plain.appendCodePoint(codePoint);
    }
  }
}
