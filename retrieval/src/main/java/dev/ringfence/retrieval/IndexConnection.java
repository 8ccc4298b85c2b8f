package dev.ringfence.retrieval;

import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * An administrator's connection to look after vectors and their indexes with. Each statement is a
 * transaction by itself, as indexes that are built online ask for, unless it is said otherwise.
 * Row-level security filters nothing: where it would, the statement fails.
 */
final class IndexConnection implements AutoCloseable {
  /** So that the names of vectors' functions and operators are found, and no others. */
  private static final String SEARCH_PATH =
      "SELECT set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), false)"
          + " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
          + " WHERE e.extname = 'vector'";

  /** Two that build at once would each take the memory of one, and meet in the same names. */
  private static final String ALONE =
      "SELECT pg_try_advisory_lock(hashtextextended('ringfence.vector_index', 0))";

  private final Connection connection;

  private IndexConnection(Connection connection) {
    this.connection = connection;
  }

  static IndexConnection open(PostgresUri admin) {
    try {
      Connection connection = admin.connect();
      try {
        IndexConnection opened = new IndexConnection(connection);
        opened.execute("SET row_security = off");
        // What nobody waits for any longer ends by itself.
        opened.execute("SET client_connection_check_interval = '1s'");
        opened.list(_ -> "", SEARCH_PATH);
        return opened;
      } catch (IndexingException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw IndexingException.of(e);
    }
  }

  /** What reads one row. */
  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Whether nobody else is looking after indexes, from now to the end of this connection. */
  boolean isAlone() {
    return list(row -> row.getBoolean(1), ALONE).getFirst();
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw IndexingException.of(e);
    }
  }

  /** Returns how many rows it changed. */
  int change(String sql, @Nullable Object... parameters) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw IndexingException.of(e);
    }
  }

  /** The same for many lists of parameters. */
  void changeAll(String sql, List<List<Object>> rows) {
    try (var statement = connection.prepareStatement(sql)) {
      for (List<Object> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          statement.setObject(i + 1, row.get(i));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw IndexingException.of(e);
    }
  }

  /** Statements that hold together or not at all. */
  <T> T inTransaction(Supplier<T> work) {
    try {
      connection.setAutoCommit(false);
      try {
        T result = work.get();
        connection.commit();
        return result;
      } catch (RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw IndexingException.of(e);
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
      throw IndexingException.of(e);
    }
  }

  /** A value as SQL writes it: for statements that take no parameters. */
  String literal(String value) {
    try {
      return "'" + connection.unwrap(PGConnection.class).escapeLiteral(value) + "'";
    } catch (SQLException e) {
      throw IndexingException.of(e);
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
