package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds rows that say nobody's. They are counted and the first are named; whose they are is not
 * guessed.
 */
final class NullOwners {
  private static final int NAMED = 5;

  private NullOwners() {}

  static void find(
      Connection connection, OwnedTable table, Ownership ownership, List<String> reasons)
      throws SQLException {
    for (OwnedTable.Column column : ownership.columns()) {
      if (!column.notNull()) {
        find(connection, table, column, reasons);
      }
    }
  }

  private static void find(
      Connection connection, OwnedTable table, OwnedTable.Column column, List<String> reasons)
      throws SQLException {
    String without =
        " FROM " + table.table().sql() + " WHERE " + SqlText.name(column.name()) + " IS NULL";
    long rows =
        Rows.ofStatement(connection, row -> row.getLong(1), "SELECT count(*)" + without).getFirst();
    if (rows == 0) {
      return;
    }
    List<String> key = table.primaryKey();
    String shown =
        key.isEmpty()
            ? "ctid::text"
            : "concat_ws(', ', "
                + String.join(
                    ", ", key.stream().map(name -> SqlText.name(name) + "::text").toList())
                + ")";
    String order = key.isEmpty() ? "ctid" : SqlText.names(key);
    List<String> first =
        Rows.ofStatement(
            connection,
            row -> SqlText.shown(row.getString(1)),
            "SELECT " + shown + without + " ORDER BY " + order + " LIMIT " + NAMED);
    reasons.add(
        "%d row%s of %s %s no %s; the first by (%s): %s. Whose they are is yours to say: fill them in, or"
                .formatted(
                    rows,
                    rows == 1 ? "" : "s",
                    table.table().plain(),
                    rows == 1 ? "has" : "have",
                    SqlText.plain(column.name()),
                    key.isEmpty()
                        ? "ctid"
                        : String.join(", ", key.stream().map(SqlText::plain).toList()),
                    String.join(" | ", first))
            + " move them to a table of their own");
  }
}
