package dev.ringfence.bench;

import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The baseline of a tool's answer: the statement of {@code list_invoices} over a pooled connection,
 * prepared, as an administrator whom no policy restricts, with the owner named by hand.
 */
final class RawQueries implements AutoCloseable {
  private static final String STATEMENT =
      """
      SELECT number, issued_on, due_on, amount, currency, status, description
        FROM demo.invoice
       WHERE (tenant_id, customer_id) = (?::uuid, ?::uuid)
         AND (?::text IS NULL OR status = ?)
       ORDER BY issued_on DESC, number DESC
       LIMIT 10
      """;

  private record Owner(String tenant, String customer) {}

  private final BlockingQueue<PreparedStatement> pool;
  private final List<Connection> connections = new ArrayList<>();
  private final List<Owner> owners = new ArrayList<>();

  /**
   * @param size connections of the pool
   */
  RawQueries(PostgresUri admin, int size) {
    this.pool = new ArrayBlockingQueue<>(size);
    try {
      for (int i = 0; i < size; i++) {
        Connection connection = admin.connect();
        connections.add(connection);
        pool.add(connection.prepareStatement(STATEMENT));
      }
      try (ResultSet rows =
          connections
              .getFirst()
              .createStatement()
              .executeQuery("SELECT tenant_id, customer_id FROM demo.customer ORDER BY 1, 2")) {
        while (rows.next()) {
          owners.add(new Owner(rows.getString(1), rows.getString(2)));
        }
      }
    } catch (SQLException e) {
      close();
      throw new BenchException("the database of the service cannot be reached", e);
    }
  }

  /** Milliseconds from asking for a connection to having every row. */
  double measure(int worker) {
    Owner owner = owners.get(worker % owners.size());
    long began = System.nanoTime();
    try {
      PreparedStatement statement = pool.take();
      try {
        int rows = read(statement, owner);
        if (rows == 0) {
          throw new BenchException("a raw query found nothing");
        }
      } finally {
        pool.add(statement);
      }
    } catch (SQLException e) {
      throw new BenchException("a raw query failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private static int read(PreparedStatement statement, Owner owner) throws SQLException {
    statement.setString(1, owner.tenant());
    statement.setString(2, owner.customer());
    statement.setString(3, null);
    statement.setString(4, null);
    int count = 0;
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          var _ = rows.getString(i);
        }
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It is gone with the database.
      }
    }
  }
}
