package dev.ringfence.recognition;

import java.util.Map;

/** HTML's character references: numbers with or without their semicolon, and names that matter. */
final class Entities {
  private static final int LONGEST_NAME = 12;
  private static final int LONGEST_NUMBER = 16;

  private static final Map<String, Character> NAMES =
      Map.ofEntries(
          Map.entry("commat", '@'),
          Map.entry("period", '.'),
          Map.entry("middot", '.'),
          Map.entry("centerdot", '.'),
          Map.entry("bull", '.'),
          Map.entry("plus", '+'),
          Map.entry("minus", '-'),
          Map.entry("lpar", '('),
          Map.entry("rpar", ')'),
          Map.entry("lsqb", '['),
          Map.entry("lbrack", '['),
          Map.entry("rsqb", ']'),
          Map.entry("rbrack", ']'),
          Map.entry("lcub", '{'),
          Map.entry("lbrace", '{'),
          Map.entry("rcub", '}'),
          Map.entry("rbrace", '}'),
          Map.entry("lowbar", '_'),
          Map.entry("underbar", '_'),
          Map.entry("UnderBar", '_'),
          Map.entry("sol", '/'),
          Map.entry("dash", '-'),
          Map.entry("hyphen", '-'),
          Map.entry("ndash", '-'),
          Map.entry("mdash", '-'),
          Map.entry("nbsp", ' '),
          Map.entry("NonBreakingSpace", ' '),
          Map.entry("ensp", ' '),
          Map.entry("emsp", ' '),
          Map.entry("thinsp", ' '),
          Map.entry("Tab", ' '),
          Map.entry("NewLine", '\n'),
          Map.entry("shy", '\u00AD'),
          Map.entry("zwnj", '\u200C'),
          Map.entry("zwj", '\u200D'),
          Map.entry("lrm", '\u200E'),
          Map.entry("rlm", '\u200F'),
          Map.entry("ZeroWidthSpace", '\u200B'),
          Map.entry("NoBreak", '\u2060'),
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("num", '#'),
          Map.entry("percnt", '%'),
          Map.entry("equals", '='),
          Map.entry("bsol", '\\'),
          Map.entry("colon", ':'),
          Map.entry("comma", ','),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("ast", '*'),
          Map.entry("verbar", '|'),
          Map.entry("auml", '\u00E4'),
          Map.entry("eacute", '\u00E9'),
          Map.entry("amp", '&'));

  private Entities() {}

  /** Where the reference that begins at an ampersand ends, or -1 where none does. */
  static int end(View view, int at) {
    int end = view.at(at + 1) == '#' ? numberEnd(view, at) : nameEnd(view, at);
    if (end < 0 || !Character.isValidCodePoint(codePoint(view, at, end))) {
      return -1;
    }
    return view.at(end) == ';' ? end + 1 : end;
  }

  static int codePoint(View view, int at, int end) {
    int to = view.at(end - 1) == ';' ? end - 1 : end;
    if (view.at(at + 1) != '#') {
      return NAMES.getOrDefault(view.text(at + 1, to), ' ');
    }
    boolean hex = View.lower(view.at(at + 2)) == 'x';
    int value = 0;
    for (int i = hex ? at + 3 : at + 2; i < to; i++) {
      value = Math.min(value * (hex ? 16 : 10) + Hex.digit(view.at(i)), 0x110000);
    }
    return value == 0 ? ' ' : value;
  }

  private static int numberEnd(View view, int at) {
    boolean hex = View.lower(view.at(at + 2)) == 'x';
    int from = hex ? at + 3 : at + 2;
    int i = from;
    while (i - from < LONGEST_NUMBER && (hex ? Hex.digit(view.at(i)) >= 0 : view.digitAt(i))) {
      i++;
    }
    return i > from ? i : -1;
  }

  private static int nameEnd(View view, int at) {
    int end = at + 1;
    while (end - at <= 2 * LONGEST_NAME && view.at(end) < 0x80 && view.letterAt(end)) {
      end++;
    }
    return end > at + 2 && NAMES.containsKey(view.text(at + 1, end)) ? end : -1;
  }
}
