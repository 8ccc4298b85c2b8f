package dev.ringfence.tenancy;

import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * An administrator's connection on which nothing is filtered: a statement that row-level security
 * would hide rows from fails. No principal is bound to it.
 */
final class AdminConnection implements AutoCloseable {
  private final Connection connection;

  private AdminConnection(Connection connection) {
    this.connection = connection;
  }

  static AdminConnection open(PostgresUri admin) {
    try {
      Connection connection = admin.connect();
      try {
        AdminConnection opened = new AdminConnection(connection);
        opened.execute("SET row_security = off");
        // What is deleted follows foreign keys in our order, and names mean what they mean
        // everywhere.
        opened.execute("SET search_path = pg_catalog");
        connection.setAutoCommit(false);
        return opened;
      } catch (SQLException | TenancyException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw TenancyException.of(e);
    }
  }

  /** What reads one row. */
  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw TenancyException.of(e);
    }
  }

  /** Runs a statement that changes rows, and says how many. */
  long change(String sql, @Nullable Object... parameters) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeLargeUpdate();
    } catch (SQLException e) {
      throw TenancyException.of(e);
    }
  }

  <T> List<T> list(Reading<T> reading, String sql, @Nullable Object... parameters) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reading.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TenancyException.of(e);
    }
  }

  long number(String sql, @Nullable Object... parameters) {
    return list(row -> row.getLong(1), sql, parameters).getFirst();
  }

  String text(String sql, @Nullable Object... parameters) {
    return list(row -> String.valueOf(row.getString(1)), sql, parameters).getFirst();
  }

  /** A value as SQL writes it: for statements that take no parameters. */
  String literal(String value) {
    try {
      return "'" + driver().escapeLiteral(value) + "'";
    } catch (SQLException e) {
      throw TenancyException.of(e);
    }
  }

  PGConnection driver() throws SQLException {
    return connection.unwrap(PGConnection.class);
  }

  Connection jdbc() {
    return connection;
  }

  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw TenancyException.of(e);
    }
  }

  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // It is gone with its transaction.
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
