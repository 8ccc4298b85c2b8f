package dev.ringfence.proposal;

import dev.ringfence.redaction.Redactor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at a few rows of a table with the redactor: the first {@value #ROWS} that come, and of a
 * column {@value #VALUES} different values at most, each to {@value #LENGTH} characters. A table
 * that cannot be read in time has no sample.
 */
final class SampleReader {
  static final int ROWS = 200;
  static final int VALUES = 40;
  static final int LENGTH = 160;

  private final Connection connection;
  private final Redactor redactor;

  SampleReader(Connection connection, Redactor redactor) {
    this.connection = connection;
    this.redactor = redactor;
  }

  /** What is recognised, by column. */
  Map<String, Sampled> read(SchemaTable table, List<TableColumn> columns) throws SQLException {
    if (columns.isEmpty()) {
      return Map.of();
    }
    Savepoint before = connection.setSavepoint();
    try {
      Map<String, Sampled> sampled = new HashMap<>();
      values(table, columns)
          .forEach((name, values) -> sampled.put(name, Sampled.of(values, redactor)));
      connection.releaseSavepoint(before);
      return sampled;
    } catch (SQLException e) {
      connection.rollback(before);
      return Map.of();
    }
  }

  private Map<String, Set<String>> values(SchemaTable table, List<TableColumn> columns)
      throws SQLException {
    String list =
        columns.stream()
            .map(column -> "left(" + column.sql() + "::text, " + LENGTH + ")")
            .collect(Collectors.joining(", "));
    Map<String, Set<String>> values = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      // Names are the operator's: a brace or a question mark in one is no JDBC syntax.
      statement.setEscapeProcessing(false);
      try (ResultSet rows =
          statement.executeQuery("SELECT " + list + " FROM " + table.sql() + " LIMIT " + ROWS)) {
        while (rows.next()) {
          for (int i = 0; i < columns.size(); i++) {
            String value = rows.getString(i + 1);
            Set<String> seen =
                values.computeIfAbsent(columns.get(i).name(), _ -> new LinkedHashSet<>());
            if (value != null && !value.isBlank() && seen.size() < VALUES) {
              seen.add(value);
            }
          }
        }
      }
    }
    return values;
  }
}
