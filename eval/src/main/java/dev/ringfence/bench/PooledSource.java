package dev.ringfence.bench;

import dev.ringfence.database.PostgresUri;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A fixed number of JDBC connections that are lent in turn, without any work at lending. */
final class PooledSource implements DataSource, AutoCloseable {
  private final List<Connection> all = new ArrayList<>();
  private final BlockingQueue<Connection> free;

  PooledSource(PostgresUri uri, int connections) {
    this.free = new ArrayBlockingQueue<>(connections);
    try {
      for (int i = 0; i < connections; i++) {
        all.add(uri.connect());
      }
    } catch (SQLException e) {
      throw new BenchException("the baseline cannot connect", e);
    }
    free.addAll(all);
  }

  /** Runs a statement on every connection, none of which may be lent. */
  void onEachConnection(String sql) {
    for (Connection connection : all) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new BenchException("the baseline's connections could not be set up", e);
      }
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return lent(free.take());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }

  /** What gives its connection back when it is closed. */
  private Connection lent(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                free.add(connection);
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {
    // Nothing is logged.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // All are logged in.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not a wrapper");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public void close() {
    for (Connection connection : all) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new BenchException("the baseline's connections could not be closed", e);
      }
    }
  }
}
