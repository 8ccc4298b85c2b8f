package dev.ringfence.tools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a call shows. Where a parameter is the LIMIT, the database is asked for one row
 * more, so that it is known whether there are more.
 *
 * @param parameter its index; negative where no parameter is the LIMIT and nothing else
 * @param bound rows that are shown at most
 * @param pages whether a cursor can go on: rows have an order, and the LIMIT ends the statement, so
 *     that an OFFSET can stand behind it
 */
record RowLimit(int parameter, int bound, boolean pages) {
  private static final int NONE = -1;

  static RowLimit of(ToolDefinition tool) {
    var none = new RowLimit(NONE, tool.bounds().rows(), false);
    if (!(tool.body() instanceof ToolBody.Statement statement)) {
      return none;
    }
    try {
      var sql = new Sql(SqlTokens.of(statement.sql()));
      var limit = HasLimit.parameter(sql);
      return limit.isPresent() && uses(sql, limit.getAsInt()) == 1
          ? new RowLimit(limit.getAsInt() - 1, tool.bounds().rows(), pages(tool, sql))
          : none;
    } catch (SqlTokens.NotUnderstood _) {
      return none;
    }
  }

  private static boolean pages(ToolDefinition tool, Sql sql) {
    return sql.token(sql.size() - 2).is("limit")
        && outermost(sql, "order")
        && !outermost(sql, "offset")
        && tool.parameters().stream().noneMatch(one -> one.name().equals(Cursors.PARAMETER));
  }

  /** The values without how many rows are wanted. */
  List<@Nullable Object> others(List<@Nullable Object> values) {
    var others = new ArrayList<@Nullable Object>(values);
    if (parameter != NONE) {
      others.set(parameter, null);
    }
    return others;
  }

  /** The values as the statement is given them. */
  List<@Nullable Object> asked(List<@Nullable Object> values) {
    var asked = new ArrayList<@Nullable Object>(values);
    if (parameter != NONE && asked.get(parameter) instanceof Long wanted) {
      asked.set(parameter, wanted + 1);
    }
    return asked;
  }

  /** How many rows are shown at most. */
  int shown(List<@Nullable Object> values) {
    return parameter != NONE && values.get(parameter) instanceof Long wanted
        ? (int) Math.clamp(wanted, 0, bound)
        : bound;
  }

  private static boolean outermost(Sql sql, String word) {
    return sql.indexes()
        .mapToObj(sql::token)
        .anyMatch(token -> token.depth() == 0 && token.is(word));
  }

  private static long uses(Sql sql, int number) {
    return sql.indexes()
        .mapToObj(sql::token)
        .filter(t -> t.kind() == SqlToken.Kind.PARAMETER)
        .filter(t -> t.text().equals(String.valueOf(number)))
        .count();
  }
}
