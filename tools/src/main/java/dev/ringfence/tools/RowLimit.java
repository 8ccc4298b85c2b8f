package dev.ringfence.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a call shows. Where a parameter is the LIMIT, the database is asked for one row
 * more, so that it is known whether there are more.
 */
record RowLimit(int parameter, int bound) {
  private static final int NONE = -1;

  static RowLimit of(ToolDefinition tool) {
    return new RowLimit(limitParameter(tool).orElse(NONE), tool.bounds().rows());
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

  /** The index of the parameter that is the LIMIT and nothing else. */
  private static OptionalInt limitParameter(ToolDefinition tool) {
    if (!(tool.body() instanceof ToolBody.Statement statement)) {
      return OptionalInt.empty();
    }
    try {
      var sql = new Sql(SqlTokens.of(statement.sql()));
      var limit = HasLimit.parameter(sql);
      return limit.isPresent() && uses(sql, limit.getAsInt()) == 1
          ? OptionalInt.of(limit.getAsInt() - 1)
          : OptionalInt.empty();
    } catch (SqlTokens.NotUnderstood _) {
      return OptionalInt.empty();
    }
  }

  private static long uses(Sql sql, int number) {
    return sql.indexes()
        .mapToObj(sql::token)
        .filter(t -> t.kind() == SqlToken.Kind.PARAMETER)
        .filter(t -> t.text().equals(String.valueOf(number)))
        .count();
  }
}
