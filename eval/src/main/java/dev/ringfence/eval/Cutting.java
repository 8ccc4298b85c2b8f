package dev.ringfence.eval;

import java.util.function.Consumer;

/**
 * Cuts the pieces out of a text that a decoder could read, in one pass for each kind. What is a
 * piece is one backwards too, and with its letters exchanged.
 */
final class Cutting {
  /** Shorter than this, a run hides nothing that is looked for. */
  private static final int SHORTEST_RUN = 5;

  private static final int GROUPS = 4;
  private static final int LONGEST_GROUP = 10;
  private static final int LONGEST_GAP = 3;
  private static final int LONGEST_LINE = 64;
  private static final int LONGEST_SIGN = 5;

  /** Of numbers: hexadecimal figures and the marks of such, as they are and by rot13. */
  private static final boolean[] GROUP = set("0123456789abcdefABCDEFxXuUnopqrsNOPQRSkKhH");

  private Cutting() {}

  private static boolean[] set(String characters) {
    boolean[] set = new boolean[128];
    for (int i = 0; i < characters.length(); i++) {
      set[characters.charAt(i)] = true;
    }
    return set;
  }

  /**
   * Runs without white space or quotation marks; and where a line ends with one and the next begins
   * with one, as in encodings that are cut into lines, both together.
   */
  static void runs(String text, Consumer<String> each) {
    StringBuilder joined = new StringBuilder();
    int parts = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ' ' : text.charAt(i);
      if (c > ' ' && c != '"') {
        continue;
      }
      if (i - start >= SHORTEST_RUN) {
        each.accept(text.substring(start, i));
      }
      boolean goesOn = i > start && (c == '\n' || c == '\r');
      if (i > start && (goesOn || parts > 0)) {
        joined.append(text, start, i);
        parts++;
      }
      boolean between = c == '\n' && i == start && i > 0 && text.charAt(i - 1) == '\r';
      if (!goesOn && !between) {
        if (parts > 1 && joined.length() >= SHORTEST_RUN) {
          each.accept(joined.toString());
        }
        joined.setLength(0);
        parts = 0;
      }
      start = i + 1;
    }
  }

  /** Four groups of figures and more, a few signs between two of them. */
  static void numbers(String text, Consumer<String> each) {
    int start = -1;
    int end = 0;
    int groups = 0;
    int i = 0;
    while (i <= text.length()) {
      char c = i == text.length() ? 'z' : text.charAt(i);
      if (!alphanumeric(c)) {
        i++;
        continue;
      }
      int from = i;
      boolean all = i < text.length();
      while (i < text.length() && alphanumeric(text.charAt(i))) {
        all &= GROUP[text.charAt(i)];
        i++;
      }
      all &= i - from <= LONGEST_GROUP;
      if (groups > 0 && (!all || from - end > LONGEST_GAP)) {
        if (groups >= GROUPS) {
          each.accept(text.substring(start, end));
        }
        groups = 0;
      }
      if (all) {
        start = groups == 0 ? from : start;
        end = i;
        groups++;
      }
      if (from == text.length()) {
        return;
      }
    }
  }

  private static boolean alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Four groups of points and dashes and more. */
  static void signs(String text, Consumer<String> each) {
    int i = 0;
    while (i < text.length()) {
      if (!Signs.isSign(text.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      int end = i;
      int groups = 0;
      while (true) {
        int from = i;
        while (i < text.length() && Signs.isSign(text.charAt(i))) {
          i++;
        }
        if (i == from || i - from > LONGEST_SIGN) {
          break;
        }
        groups++;
        end = i;
        while (i < text.length() && i - end < LONGEST_GAP && " /|".indexOf(text.charAt(i)) >= 0) {
          i++;
        }
        if (i == end) {
          break;
        }
      }
      if (groups >= GROUPS) {
        each.accept(text.substring(start, end));
      }
      i = Math.max(i, end + 1);
    }
  }

  /** Lines whose first or last character says how long they are. */
  static void lines(String text, Consumer<String> each) {
    int start = 0;
    for (int end = text.indexOf('\n'); start <= text.length(); end = text.indexOf('\n', start)) {
      int to = end < 0 ? text.length() : end;
      int length = to - start;
      if (length > SHORTEST_RUN
          && length <= LONGEST_LINE
          && (announces(text.charAt(start), length) || announces(text.charAt(to - 1), length))) {
        each.accept(text.substring(start, to));
      }
      start = to + 1;
    }
  }

  private static boolean announces(char c, int line) {
    for (Turning turn : new Turning[] {Turning.NONE, Turning.ROT13, Turning.ROT47}) {
      int octets = (turn == Turning.NONE ? c : turn.of(Character.toString(c)).charAt(0)) - ' ';
      int body = (octets + 2) / 3 * 4 + 1;
      if (octets >= 4 && line >= body && line <= body + 2) {
        return true;
      }
    }
    return false;
  }

  /** What stands between {@code <~} and {@code ~>}, whatever it holds. */
  static void marked(String text, Consumer<String> each) {
    between(text, "<~", "~>", each);
    between(text, ">~", "~<", each);
  }

  private static void between(String text, String open, String close, Consumer<String> each) {
    for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
      int end = text.indexOf(close, at + 2);
      if (end > at + 2) {
        each.accept(text.substring(at + 2, end));
      }
    }
  }
}
