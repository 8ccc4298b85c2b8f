package dev.ringfence.bench;

import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact scan as anybody would write it: a prepared statement with the tenant in its condition.
 */
final class RawScan implements AutoCloseable {
  private static final int NEAREST = 10;

  private static final String SCAN =
      """
      WITH question AS MATERIALIZED (SELECT CAST(? AS halfvec) AS vector)
      SELECT v.document_id, v.ordinal, v.embedding <=> (SELECT q.vector FROM question q) AS distance
        FROM ringfence.chunk_vector v
       WHERE v.tenant_id = ? AND v.visibility = 'public' AND v.model = ?
       ORDER BY distance LIMIT ?
      """;

  private final Connection connection;
  private final PreparedStatement scan;

  private RawScan(Connection connection, PreparedStatement scan) {
    this.connection = connection;
    this.scan = scan;
  }

  /** One over a connection of its own, by one process of the server, as ours is. */
  static RawScan open(PostgresUri admin) {
    try {
      Connection connection = admin.connect();
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET max_parallel_workers_per_gather = 0");
        statement.execute("SET jit = off");
        return new RawScan(connection, connection.prepareStatement(SCAN));
      }
    } catch (SQLException e) {
      throw new BenchException("the raw query could not be prepared", e);
    }
  }

  /** How long each question takes, in milliseconds. */
  Sample ask(VectorQuestions questions) {
    List<Double> times = new ArrayList<>();
    try {
      for (VectorQuestions.Question question : questions.questions()) {
        long began = System.nanoTime();
        scan.setString(1, question.vector());
        scan.setObject(2, question.reader().tenant());
        scan.setString(3, VectorDatabase.MODEL);
        scan.setInt(4, NEAREST);
        try (ResultSet rows = scan.executeQuery()) {
          while (rows.next()) {
            var _ = rows.getDouble(3);
          }
        }
        times.add((System.nanoTime() - began) / 1e6);
      }
      return new Sample(times);
    } catch (SQLException e) {
      throw new BenchException("the raw query could not be asked", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new BenchException("the raw query's connection could not be closed", e);
    }
  }
}
