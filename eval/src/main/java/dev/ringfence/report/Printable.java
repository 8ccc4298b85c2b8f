package dev.ringfence.report;

import java.util.Locale;

/**
 * Text that can do nothing where it is shown. A report quotes attacks, and attacks are made of what
 * moves cursors, turns the direction of lines and closes tags.
 */
final class Printable {
  private Printable() {}

  /**
   * With controls, invisible characters, ends of lines and halves of characters written out, as
   * {@code \}{@code u{202E}}.
   */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (hides(point)) {
                shown.append("\\u{").append(Integer.toHexString(point).toUpperCase(Locale.ROOT));
                shown.append('}');
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }

  private static boolean hides(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  /** For the text and the attributes of XML and HTML. */
  static String markup(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    String shown = of(text);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** For a cell of a table in Markdown. */
  static String markdown(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    String shown = markup(text);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if ("\\`*_{}[]()!|~".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
