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
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The lab's own way to its database, as the superuser: around every policy. What it reads and
 * changes goes over one connection, which is kept; patches have one of their own each, so that
 * nothing that they set is left in it.
 */
final class LabDatabase implements AutoCloseable {
  /** Seconds that the server has to say whether a connection still serves. */
  private static final int PATIENCE = 5;

  /** Statements are never kept by the server: patches change what they would rely on. */
  private static final int NEVER = 0;

  private final PostgresUri admin;
  private @Nullable Connection kept;

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

  private Connection kept() throws SQLException {
    if (kept == null || !kept.isValid(PATIENCE)) {
      close();
      kept = admin.connect();
      kept.unwrap(PGConnection.class).setPrepareThreshold(NEVER);
    }
    return kept;
  }

  /** Gives the kept connection back; another use opens one anew. */
  @Override
  public synchronized void close() {
    try {
      if (kept != null) {
        kept.close();
      }
    } catch (SQLException e) {
      throw new LabException("the lab's database could not be left", e);
    } finally {
      kept = null;
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
  synchronized void change(String sql, Object... parameters) {
    try (PreparedStatement statement = kept().prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new LabException("a change of the lab's failed: " + e.getMessage(), e);
    }
  }

  /** Rows as text, each by the names of its columns; null is the empty text. */
  synchronized List<Map<String, String>> rows(String sql, Object... parameters) {
    try (PreparedStatement statement = kept().prepareStatement(sql)) {
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
