package dev.ringfence.eval;

import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lab's own way to its database, as the superuser: around every policy. */
final class LabDatabase {
  private final PostgresUri admin;

  LabDatabase(PostgresUri admin) {
    this.admin = admin;
  }

  PostgresUri admin() {
    return admin;
  }

  Connection connect() {
    try {
      return admin.connect();
    } catch (SQLException e) {
      throw new LabException("the lab's database does not answer", e);
    }
  }

  /** Runs a patch: one or several statements. */
  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new LabException("a patch did not apply: " + e.getMessage(), e);
    }
  }

  /** Changes rows with parameters. */
  void change(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new LabException("a change of the lab's failed: " + e.getMessage(), e);
    }
  }

  /** Rows as text, each by the names of its columns; null is the empty text. */
  List<Map<String, String>> rows(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      throw new LabException("a query of the lab failed: " + e.getMessage(), e);
    }
  }

  static List<Map<String, String>> read(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<Map<String, String>> all = new ArrayList<>();
    while (rows.next()) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String value = rows.getString(i);
        row.put(columns.getColumnLabel(i), value == null ? "" : value);
      }
      all.add(row);
    }
    return all;
  }
}
