package dev.ringfence.sql;

import dev.ringfence.sql.SqlCatalogue.Column;
import java.util.List;

/**
 * Something that a query reads from, under the name that it has there.
 *
 * @param whole whether the row as one value may be read too
 */
record Source(String alias, List<Column> columns, boolean whole) {
  Source {
    columns = List.copyOf(columns);
  }

  /** Columns of a query or list of values, by the kinds it gives; they are called c0, c1, … */
  static Source of(String alias, List<Kind> kinds) {
    List<Column> columns =
        java.util.stream.IntStream.range(0, kinds.size())
            .mapToObj(i -> new Column("c" + i, type(kinds.get(i)), true, false, false, false))
            .toList();
    return new Source(alias, columns, true);
  }

  private static String type(Kind kind) {
    return kind == Kind.TIME ? "timestamp with time zone" : kind.type;
  }
}
