package dev.ringfence.chat;

import java.util.List;
import java.util.Locale;

/**
 * Text being put together from what was left of another. Where something was taken out, a space
 * keeps the two sides from becoming an address, a tag or a link together.
 */
final class Seams {
  /** How the words end that an address can begin with, as far as the tail reaches. */
  private static final List<String> SCHEME_ENDS =
      List.of("http", "ttps", "ftp", "ftps", "ws", "wss", "file", "blob", "data", "ilto", "ript");

  private final StringBuilder text = new StringBuilder();

  /** The last four characters shown, whatever was already taken. */
  private String tail = "\n";

  private boolean seam;
  private boolean dot;
  private boolean slash;

  void seam() {
    seam = true;
  }

  /** Whether a word can begin here. */
  boolean atWord() {
    return !Character.isLetterOrDigit(last()) || seam;
  }

  void add(char c) {
    if (seam && joins(c)) {
      append(' ');
    }
    seam = false;
    append(c);
  }

  void add(String added) {
    for (int i = 0; i < added.length(); i++) {
      add(added.charAt(i));
    }
  }

  /** A placeholder never stands inside what reads like an address, even one without a scheme. */
  void addPlaceholder(String placeholder) {
    if ((dot && slash) || (seam && !Character.isWhitespace(last()))) {
      append(' ');
    }
    seam = false;
    for (int i = 0; i < placeholder.length(); i++) {
      append(placeholder.charAt(i));
    }
  }

  String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  private char last() {
    return tail.charAt(tail.length() - 1);
  }

  private void append(char c) {
    text.append(c);
    tail = (tail.length() < 4 ? tail : tail.substring(1)) + c;
    boolean gap = Character.isWhitespace(c);
    dot = !gap && (dot || c == '.');
    slash = !gap && (slash || c == '/' || c == '?');
  }

  private boolean joins(char c) {
    char before = last();
    if (Character.isLetterOrDigit(before)) {
      String end = tail.toLowerCase(Locale.ROOT);
      return Character.isLetterOrDigit(c)
          || (c == '.' && end.endsWith("www"))
          || (c == ':' && SCHEME_ENDS.stream().anyMatch(end::endsWith));
    }
    return ":/&<\\!].".indexOf(before) >= 0
        && ("/[(:<".indexOf(c) >= 0 || Character.isLetterOrDigit(c));
  }
}
