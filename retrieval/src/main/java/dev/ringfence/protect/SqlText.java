package dev.ringfence.protect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Quoting: the one way that a name or a value gets into a statement of this package. */
final class SqlText {
  private static final int WIDTH = 100;

  private SqlText() {}

  /** An identifier, always in quotes. */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String names(Collection<String> identifiers) {
    return identifiers.stream().map(SqlText::name).collect(Collectors.joining(", "));
  }

  static String literal(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    return quoted.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
  }

  /** Lines of a comment. A name with a line break in it must not end the comment. */
  static String comment(String text) {
    return text.lines()
        .flatMap(line -> wrapped(shown(line)).stream())
        .map(line -> "-- " + line + "\n")
        .collect(Collectors.joining());
  }

  /** A sentence in lines that a terminal shows; SQL, which is indented, stays as it is. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > WIDTH && !text.startsWith(" ")) {
      int end = rest.lastIndexOf(' ', WIDTH);
      if (end < 1) {
        break;
      }
      lines.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    lines.add(rest);
    return lines;
  }

  /** A name or a line as people read it: what moves the cursor or hides is written out. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    shown.append("\\u{%04x}".formatted(c));
                default -> shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** A name as people read it in a sentence, quoted only where SQL would need it. */
  static String plain(String identifier) {
    return shown(identifier.matches("[a-z_][a-z0-9_]*") ? identifier : name(identifier));
  }
}
