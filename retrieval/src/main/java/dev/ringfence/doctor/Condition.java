package dev.ringfence.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A policy's condition as PostgreSQL prints it, taken apart into alternatives: each is a list of
 * conditions that hold together, and one of them is enough.
 */
final class Condition {
  /** More alternatives than anybody writes: what has more is not taken apart. */
  private static final int MOST = 256;

  private Condition() {}

  static List<List<String>> alternatives(String text) {
    return expand(text.replaceAll("\\s+", " ").strip());
  }

  private static List<List<String>> expand(String text) {
    String inner = unwrap(text);
    List<String> either = split(inner, " OR ");
    if (either.size() > 1) {
      List<List<String>> all = new ArrayList<>();
      either.forEach(part -> all.addAll(expand(part)));
      return all.size() > MOST ? List.of(List.of(text)) : all;
    }
    List<String> both = split(inner, " AND ");
    if (both.size() == 1) {
      return List.of(List.of(inner));
    }
    List<List<String>> all = List.of(List.of());
    for (String part : both) {
      List<List<String>> combined = new ArrayList<>();
      for (List<String> left : all) {
        for (List<String> right : expand(part)) {
          List<String> joined = new ArrayList<>(left);
          joined.addAll(right);
          combined.add(joined);
        }
      }
      all = combined;
      if (all.size() > MOST) {
        return List.of(List.of(text));
      }
    }
    return all;
  }

  /** Without the parentheses that stand around all of it. */
  static String unwrap(String text) {
    String inner = text.strip();
    while (inner.startsWith("(") && closing(inner, 0) == inner.length() - 1) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    return inner;
  }

  /** The parts between a word that stands outside parentheses, quotes and CASE. */
  static List<String> split(String text, String word) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    int cases = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        i = closing(text, i);
      } else if (c == '\'' || c == '"') {
        i = closingQuote(text, i);
      } else if (startsWithWord(text, i, "CASE")) {
        cases++;
      } else if (startsWithWord(text, i, "END")) {
        cases--;
      } else if (cases == 0 && text.startsWith(word, i)) {
        parts.add(text.substring(begin, i));
        i += word.length() - 1;
        begin = i + 1;
      }
    }
    parts.add(text.substring(Math.min(begin, text.length())));
    return parts;
  }

  private static boolean startsWithWord(String text, int at, String word) {
    return text.startsWith(word, at)
        && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
        && (at + word.length() == text.length()
            || !Character.isJavaIdentifierPart(text.charAt(at + word.length())));
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = closingQuote(text, i);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return text.length() - 1;
  }

  private static int closingQuote(String text, int open) {
    int end = text.indexOf(text.charAt(open), open + 1);
    return end < 0 ? text.length() - 1 : end;
  }

  /** Whether a condition is true of any row. */
  static boolean trivial(String leaf) {
    String plain = unwrap(leaf);
    if (plain.equals("true") || plain.matches("[\\w.\"]+ IS NOT NULL")) {
      return true;
    }
    if (plain.startsWith("NOT ")) {
      String denied = unwrap(plain.substring(4));
      return denied.equals("false") || denied.matches("[\\w.\"]+ IS NULL");
    }
    for (String operator : List.of(" = ", " <= ", " >= ", " IS NOT DISTINCT FROM ")) {
      List<String> sides = split(plain, operator);
      if (sides.size() == 2 && side(sides.get(0)).equals(side(sides.get(1)))) {
        return true;
      }
    }
    return false;
  }

  private static String side(String text) {
    return unwrap(unwrap(text).replaceAll("::[\\w ]+$", "")).toLowerCase(Locale.ROOT);
  }
}
