package dev.ringfence.bench;

import dev.ringfence.database.PostgresUri;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passages that keep coming, a hundred vectors a second, while something else is measured. */
final class SteadyInserts implements AutoCloseable {
  private static final int AT_ONCE = 10;
  private static final long EVERY_NANOS = 100_000_000;

  private static final String INSERT =
      """
      INSERT INTO ringfence.chunk_vector (tenant_id, document_id, ordinal, model, visibility, embedding)
      VALUES (?, gen_random_uuid(), 0, ?, 'public', CAST(? AS halfvec))
      """;

  private final PostgresUri admin;
  private final List<UUID> tenants;
  private final SentenceVectors vectors;
  private final Random random;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile int inserted;
  private volatile @Nullable SQLException failure;
  private final long began = System.nanoTime();

  private SteadyInserts(
      PostgresUri admin, List<UUID> tenants, SentenceVectors vectors, Random random) {
    this.admin = admin;
    this.tenants = List.copyOf(tenants);
    this.vectors = vectors;
    this.random = random;
    this.thread = Thread.ofVirtual().unstarted(this::insert);
  }

  /**
   * Begins to insert.
   *
   * @param tenants who gets them, each in turn
   */
  static SteadyInserts start(
      PostgresUri admin, List<UUID> tenants, SentenceVectors vectors, Random random) {
    SteadyInserts inserts = new SteadyInserts(admin, tenants, vectors, random);
    inserts.thread.start();
    return inserts;
  }

  private void insert() {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      statement.execute("SET session_replication_role = replica");
      for (long next = System.nanoTime(); !stopped; next += EVERY_NANOS) {
        for (int i = 0; i < AT_ONCE; i++) {
          insert.setObject(1, tenants.get((inserted + i) % tenants.size()));
          insert.setString(2, VectorDatabase.MODEL);
          insert.setString(3, SentenceVectors.literal(vectors.any(random)));
          insert.addBatch();
        }
        insert.executeBatch();
        inserted += AT_ONCE;
        pause(next + EVERY_NANOS - System.nanoTime());
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private static void pause(long nanos) {
    try {
      Thread.sleep(Math.max(0, nanos / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many a second there were in truth. */
  double rate() {
    return inserted / ((System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
    if (failure != null) {
      throw new BenchException("the inserts failed", failure);
    }
  }
}
