package dev.ringfence.chat;

import java.util.Map;

/**
 * Text as the eye sees it: without invisible characters, with entities and needless escapes
 * resolved, so that nothing behind it is fooled by another way of writing.
 */
final class PlainText {
  private static final int LONGEST_ENTITY = 32;
  private static final int MORE = -1;

  /** The names that stand for a sign with a meaning in mark-up or in an address. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("colon", ":"),
          Map.entry("sol", "/"),
          Map.entry("period", "."),
          Map.entry("lpar", "("),
          Map.entry("rpar", ")"),
          Map.entry("lsqb", "["),
          Map.entry("lbrack", "["),
          Map.entry("rsqb", "]"),
          Map.entry("rbrack", "]"),
          Map.entry("excl", "!"),
          Map.entry("commat", "@"),
          Map.entry("bsol", "\\"),
          Map.entry("num", "#"),
          Map.entry("lowbar", "_"),
          Map.entry("Tab", " "),
          Map.entry("NewLine", "\n"),
          Map.entry("euro", "\u20ac"),
          Map.entry("ndash", "\u2013"),
          Map.entry("mdash", "\u2014"),
          Map.entry("hellip", "\u2026"),
          Map.entry("copy", "\u00a9"),
          Map.entry("times", "\u00d7"));

  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder plain = new StringBuilder();

  String accept(String delta) {
    pending.append(delta);
    return drain(false);
  }

  String finish() {
    return drain(true);
  }

  private String drain(boolean last) {
    int i = 0;
    while (i < pending.length()) {
      int next = step(i, last);
      if (next == MORE) {
        break;
      }
      i = next;
    }
    pending.delete(0, i);
    String result = plain.toString();
    plain.setLength(0);
    return result;
  }

  private int step(int i, boolean last) {
    char c = pending.charAt(i);
    if (c == '&') {
      return entity(i, last);
    }
    boolean end = i + 1 >= pending.length();
    if ((c == '\\' || Character.isHighSurrogate(c)) && end && !last) {
      return MORE;
    }
    if (c == '\\' && !end && ":/.<>&@".indexOf(pending.charAt(i + 1)) >= 0) {
      return i + 1;
    }
    if (Character.isHighSurrogate(c) && !end && Character.isLowSurrogate(pending.charAt(i + 1))) {
      append(Character.toCodePoint(c, pending.charAt(i + 1)));
      return i + 2;
    }
    append(Character.isSurrogate(c) ? 0xFFFD : c);
    return i + 1;
  }

  /** Resolved in place, so that what it says is looked at again. */
  private int entity(int i, boolean last) {
    int end = i + 1;
    while (end < pending.length() && end - i <= LONGEST_ENTITY && named(pending.charAt(end))) {
      end++;
    }
    if (end == pending.length() && end - i <= LONGEST_ENTITY && !last) {
      return MORE;
    }
    if (end == pending.length() || pending.charAt(end) != ';' || end == i + 1) {
      plain.append('&');
      return i + 1;
    }
    String meaning = meaning(pending.substring(i + 1, end));
    if (meaning.isEmpty()) {
      plain.append("& ");
      return i + 1;
    }
    pending.replace(i, end + 1, meaning);
    return i;
  }

  private static boolean named(char c) {
    return c == '#' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  private static String meaning(String name) {
    if (!name.startsWith("#")) {
      return NAMES.getOrDefault(name, "");
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    String digits = name.substring(hex ? 2 : 1);
    if (digits.isEmpty() || digits.length() > 7) {
      return "";
    }
    int value = 0;
    for (int k = 0; k < digits.length(); k++) {
      int digit = Character.digit(digits.charAt(k), hex ? 16 : 10);
      if (digit < 0) {
        return "";
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    boolean scalar = value > 0 && Character.isValidCodePoint(value) && (value >> 11) != 0x1B;
    return scalar ? Character.toString(value) : "\uFFFD";
  }

  private void append(int codePoint) {
    if (!invisible(codePoint)) {
      plain.appendCodePoint(codePoint);
    }
  }

  /** Format and control characters, fillers, variation selectors, tags. */
  private static boolean invisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT
        || (type == Character.CONTROL && "\n\t\r".indexOf(codePoint) < 0)
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0x180B && codePoint <= 0x180F)
        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF)
        || "\u034F\u115F\u1160\u17B4\u17B5\u2065\u3164\uFFA0".indexOf(codePoint) >= 0;
  }
}
