package dev.ringfence.tools;

import dev.ringfence.tools.SqlToken.Kind;
import dev.ringfence.vault.SensitiveType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A column that a model may not see is not asked about either: it stands in the select list and
 * nowhere else, but for {@code column = $n} where the parameter declares the same mask.
 */
final class KeepsMaskedColumnsShut implements LoadRule {
  /** Names that hold something personal whatever a tool declares. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          ".*(email|e_mail|phone|password|secret|api_?key|iban)|(.*_)?(mobile|ssn)",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> BEFORE_EQUALITY = Set.of("where", "and", "or", "on", "(");

  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    var shut = shut(tool, sql, objection);
    var objected = new TreeSet<String>();
    for (var index = 0; index < sql.size(); index++) {
      var token = sql.token(index);
      if (token.isIdentifier()
          && isAskedAbout(tool, sql, shut, index)
          && objected.add(token.text())) {
        objection.accept(
            "the masked column "
                + token.text()
                + " stands outside of its own place in the select"
                + " list; only '"
                + token.text()
                + " = $n' with a parameter of the same mask may");
      }
    }
    if (!shut.isEmpty()) {
      judgeShape(sql, objection);
    }
  }

  /** The names that make up a masked result column, each with its mask where it has one. */
  private static Map<String, Optional<SensitiveType>> shut(
      ToolDefinition tool, Sql sql, Consumer<String> objection) {
    var shut = new HashMap<String, Optional<SensitiveType>>();
    for (var column : tool.columns()) {
      if (!column.sensitive()) {
        continue;
      }
      var mask = Optional.ofNullable(column.mask());
      shut.put(column.name(), mask);
      var item = sql.items().stream().filter(i -> i.output().equals(column.name())).findFirst();
      if (item.isEmpty()) {
        objection.accept(
            "the masked column "
                + column.name()
                + " is not selected by that name; write AS "
                + column.name());
        continue;
      }
      for (var index = item.get().start(); index < item.get().end(); index++) {
        var token = sql.token(index);
        if (token.kind() == Kind.PARAMETER) {
          objection.accept(
              "the masked column "
                  + column.name()
                  + " depends on $"
                  + token.text()
                  + "; remove it");
        }
        if (token.isName()
            && !sql.token(index + 1).is(".")
            && !sql.token(index + 1).is("(")
            && !sql.token(index - 1).is("::")) {
          shut.put(token.text(), mask);
        }
      }
    }
    return shut;
  }

  private static boolean isAskedAbout(
      ToolDefinition tool, Sql sql, Map<String, Optional<SensitiveType>> shut, int index) {
    var name = sql.token(index).text();
    var personal = PERSONAL.matcher(name).matches();
    if (sql.token(index + 1).is(".") || (!shut.containsKey(name) && !personal)) {
      return false;
    }
    var item = sql.itemAt(index);
    if (item.isPresent()) {
      return shut.containsKey(name)
          && tool.columns().stream()
              .noneMatch(c -> c.sensitive() && c.name().equals(item.get().output()));
    }
    return !isEquality(tool, sql, index, shut.getOrDefault(name, Optional.empty()));
  }

  private static boolean isEquality(
      ToolDefinition tool, Sql sql, int index, Optional<SensitiveType> mask) {
    var start = sql.token(index - 1).is(".") ? index - 2 : index;
    if (sql.token(index + 1).is("=") && isMasked(tool, sql.token(index + 2), mask)) {
      return begins(sql, start - 1) && ends(sql, behindCast(sql, index + 3));
    }
    return sql.token(start - 1).is("=")
        && isMasked(tool, sql.token(start - 2), mask)
        && begins(sql, start - 3)
        && ends(sql, index + 1);
  }

  private static boolean isMasked(
      ToolDefinition tool, SqlToken token, Optional<SensitiveType> mask) {
    if (token.kind() != Kind.PARAMETER) {
      return false;
    }
    var number = Integer.parseInt(token.text());
    if (number < 1 || number > tool.parameters().size()) {
      return false;
    }
    var declared =
        tool.parameters().get(number - 1).kind() instanceof ParameterKind.Text text
            ? text.mask()
            : null;
    return declared != null && mask.map(declared::equals).orElse(true);
  }

  private static boolean begins(Sql sql, int index) {
    return BEFORE_EQUALITY.stream().anyMatch(sql.token(index)::is)
        && !(sql.token(index).is("(") && sql.token(index - 1).isName());
  }

  private static int behindCast(Sql sql, int index) {
    return sql.token(index).is("::") ? index + 2 : index;
  }

  private static boolean ends(Sql sql, int index) {
    var token = sql.token(index);
    return index >= sql.size()
        || token.is(")")
        || token.is(";")
        || (token.kind() == Kind.WORD && SqlWords.RESERVED.contains(token.text()));
  }

  /** Forms whose result depends on a masked value although nothing names it. */
  private static void judgeShape(Sql sql, Consumer<String> objection) {
    for (var index = 0; index < sql.size(); index++) {
      var token = sql.token(index);
      if (token.is("distinct") && !sql.token(index + 1).is("from")) {
        objection.accept("DISTINCT compares masked columns; remove it");
      } else if (token.is("union") || token.is("intersect") || token.is("except")) {
        objection.accept("a set operation compares masked columns; declare a tool for each part");
      } else if (token.is("by") && namesPosition(sql, index + 1, token.depth())) {
        objection.accept("sorting by position may sort by a masked column; write the column");
      }
    }
  }

  private static boolean namesPosition(Sql sql, int start, int depth) {
    for (var index = start; index < sql.size() && sql.token(index).depth() >= depth; index++) {
      var token = sql.token(index);
      if (token.is("limit") || token.is("offset")) {
        return false;
      }
      var begins = index == start || sql.token(index - 1).is(",");
      if (token.kind() == Kind.NUMBER && token.depth() == depth && begins) {
        return true;
      }
    }
    return false;
  }
}
