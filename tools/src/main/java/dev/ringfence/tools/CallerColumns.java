package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns that a policy's condition makes equal to something, such as the caller's id: {@code
 * column = …} and {@code (column, …) = (SELECT …)}, alone or joined by AND. What is of any other
 * form is passed over.
 */
final class CallerColumns {
  private CallerColumns() {}

  /**
   * Reads a condition.
   *
   * @param condition as {@code pg_get_expr} writes it
   * @return by each column's name the SQL that it is equal to
   */
  static Map<String, String> of(String condition) {
    var found = new LinkedHashMap<String, String>();
    try {
      collect(condition, found);
    } catch (SqlTokens.NotUnderstood _) {
      return Map.of();
    }
    return found;
  }

  private static void collect(String condition, Map<String, String> found)
      throws SqlTokens.NotUnderstood {
    var text = unwrapped(condition);
    var tokens = SqlTokens.of(text);
    if (outside(tokens, "or").length > 0) {
      return;
    }
    var ands = outside(tokens, "and");
    if (ands.length == 0) {
      equality(text, tokens, found);
      return;
    }
    var start = 0;
    for (var and : ands) {
      collect(text.substring(start, tokens.get(and).at()), found);
      start = tokens.get(and).at() + "and".length();
    }
    collect(text.substring(start), found);
  }

  /** A condition without the parentheses around it. */
  private static String unwrapped(String condition) throws SqlTokens.NotUnderstood {
    var text = condition.strip();
    var tokens = SqlTokens.of(text);
    while (isWrapped(tokens)) {
      text = text.substring(1, text.length() - 1).strip();
      tokens = SqlTokens.of(text);
    }
    return text;
  }

  private static boolean isWrapped(List<SqlToken> tokens) {
    return tokens.size() > 2
        && tokens.getFirst().is("(")
        && tokens.subList(1, tokens.size() - 1).stream().allMatch(token -> token.depth() > 0);
  }

  private static int[] outside(List<SqlToken> tokens, String word) {
    return IntStream.range(0, tokens.size())
        .filter(index -> tokens.get(index).depth() == 0 && tokens.get(index).is(word))
        .toArray();
  }

  private static void equality(String text, List<SqlToken> tokens, Map<String, String> found)
      throws SqlTokens.NotUnderstood {
    var equals = outside(tokens, "=");
    if (equals.length != 1) {
      return;
    }
    var columns = columns(tokens.subList(0, equals[0]));
    var value = text.substring(tokens.get(equals[0]).at() + 1).strip();
    if (columns.size() == 1) {
      found.putIfAbsent(columns.getFirst(), value);
    } else if (!columns.isEmpty() && unwrapped(value).startsWith("SELECT")) {
      var names =
          IntStream.rangeClosed(1, columns.size())
              .mapToObj(number -> "c" + number)
              .collect(Collectors.joining(", "));
      for (var i = 0; i < columns.size(); i++) {
        found.putIfAbsent(
            columns.get(i),
            "(SELECT v.c%d FROM (%s) AS v (%s))".formatted(i + 1, unwrapped(value), names));
      }
    }
  }

  /** The columns that stand before an equals sign: one name, or several in parentheses. */
  private static List<String> columns(List<SqlToken> side) {
    if (side.size() == 1) {
      return side.getFirst().isName() ? List.of(side.getFirst().text()) : List.of();
    }
    var named = new ArrayList<String>();
    for (var i = 0; i < side.size(); i++) {
      var token = side.get(i);
      var name = i % 2 == 1;
      var last = i == side.size() - 1;
      if (name && token.isName() && token.kind() != Kind.SIGN) {
        named.add(token.text());
      } else if (name || !token.is(i == 0 ? "(" : last ? ")" : ",")) {
        return List.of();
      }
    }
    return named;
  }
}
