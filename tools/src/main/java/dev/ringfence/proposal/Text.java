package dev.ringfence.proposal;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ways in which a name out of somebody's catalogue gets into a statement, a shell's line, a
 * YAML file or a sentence. Nothing of it leaves its place there.
 */
final class Text {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final Pattern SHELL = Pattern.compile("[A-Za-z0-9_.,:/=-]+");

  /** Key words that name things all the time, and that a statement may name without quotes. */
  private static final Set<String> COMMON = Set.of("name", "type", "value", "text", "date");

  private Text() {}

  /**
   * An identifier in SQL: as it is where that is safe everywhere, else in quotes.
   *
   * @param keywords every key word of the server, reserved or not
   */
  static String identifier(String name, Set<String> keywords) {
    boolean bare =
        PLAIN.matcher(name).matches() && (!keywords.contains(name) || COMMON.contains(name));
    return bare ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** What people read: characters that move the cursor, hide or turn the line are written out. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isInvisible(c)) {
                shown.append("\\u{%04x}".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** One word of a shell's command line. */
  static String shellWord(String text) {
    if (SHELL.matcher(text).matches()) {
      return text;
    }
    if (text.codePoints().noneMatch(Text::isInvisible)) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
    StringBuilder word = new StringBuilder("$'");
    text.codePoints()
        .forEach(
            c -> {
              if (isInvisible(c)) {
                word.append("\\U%08x".formatted(c));
              } else if (c == '\'' || c == '\\') {
                word.append('\\').appendCodePoint(c);
              } else {
                word.appendCodePoint(c);
              }
            });
    return word.append('\'').toString();
  }

  /** A scalar of YAML in double quotes. */
  static String yaml(String text) {
    StringBuilder scalar = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                scalar.append('\\').appendCodePoint(c);
              } else if (isInvisible(c)) {
                scalar.append("\\U%08x".formatted(c));
              } else {
                scalar.appendCodePoint(c);
              }
            });
    return scalar.append('"').toString();
  }

  /** Whether a line of a statement can stand in a block of YAML as it is. */
  static boolean isLine(String text) {
    return text.codePoints().noneMatch(Text::isInvisible);
  }
}
