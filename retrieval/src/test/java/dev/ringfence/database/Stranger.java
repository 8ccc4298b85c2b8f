package dev.ringfence.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A connection of the service's login in a stranger's hands, bound to one customer for its session.
 */
final class Stranger implements AutoCloseable {
  private final Connection connection;
  private final StringBuilder seen = new StringBuilder();

  /**
   * @param last what the last statement showed
   * @param state its SQLSTATE, empty where it succeeded
   * @param rows how many rows it gave
   */
  record Result(String last, String state, int rows) {
    boolean refused() {
      return !state.isEmpty();
    }
  }

  Stranger(Connection connection) {
    this.connection = connection;
  }

  int process() throws SQLException {
    return ((PGConnection) connection).getBackendPID();
  }

  void bind(String context) throws SQLException {
    try (PreparedStatement bind =
        connection.prepareStatement(
            "SELECT set_config('role', 'ringfence_customer', false),"
                + " set_config('ringfence.context', ?, false)")) {
      bind.setString(1, context);
      bind.execute();
    }
  }

  /** Runs statements one after another, whatever becomes of each, and gives each one's result. */
  List<Result> run(List<String> statements) {
    return statements.stream().map(this::run).toList();
  }

  /** Everything that was shown: rows, notices, notifications, the server's errors. */
  String seen() {
    return seen.toString();
  }

  private Result run(String sql) {
    StringBuilder shown = new StringBuilder();
    int rows = 0;
    String state = "";
    try (Statement statement = connection.createStatement()) {
      if (sql.startsWith("COPY") && !sql.contains("PROGRAM")) {
        shown.append(copy(sql));
      } else if (statement.execute(sql)) {
        rows = read(statement.getResultSet(), shown);
      }
      for (SQLWarning warning = statement.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        shown.append(warning.getMessage()).append('\n');
      }
      var notifications = connection.unwrap(PGConnection.class).getNotifications();
      for (var notification : notifications) {
        shown.append(notification.getParameter()).append('\n');
      }
    } catch (SQLException e) {
      state = String.valueOf(e.getSQLState());
      shown.append(e).append('\n');
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    seen.append(shown);
    return new Result(shown.toString(), state, rows);
  }

  private String copy(String sql) throws SQLException, IOException {
    CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
    if (sql.contains("STDIN")) {
      manager.copyIn(sql, InputStream.nullInputStream());
      return "";
    }
    StringWriter copied = new StringWriter();
    manager.copyOut(sql, copied);
    return copied.toString();
  }

  private static int read(ResultSet rows, StringBuilder shown) throws SQLException {
    int count = 0;
    List<String> line = new ArrayList<>();
    while (rows.next()) {
      count++;
      line.clear();
      for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        line.add(rows.getMetaData().getColumnName(column) + "=" + rows.getString(column));
      }
      shown.append(String.join(" ", line)).append('\n');
    }
    return count;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
