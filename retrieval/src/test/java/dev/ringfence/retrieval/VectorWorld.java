package dev.ringfence.retrieval;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.retrieval.NearestPassages.Near;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of two tenants, without the texts they were made of, and the search over them alone. A
 * collection is large here from a few hundred passages on.
 */
final class VectorWorld implements AutoCloseable {
  static final String MODEL = "tested";
  static final int DIMENSIONS = 24;
  static final int THRESHOLD = 300;
  static final UUID ACME = KnowledgeBase.ACME;
  static final UUID GLOBEX = KnowledgeBase.GLOBEX;

  private static final String DOCUMENT =
      """
      INSERT INTO ringfence.document (tenant_id, id, visibility, customer_id, source_name, title, media_type,
                                      content_sha256, fingerprint, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, 'title', 'text/plain', sha256(''), sha256(''), now(), now())
      """;
  private static final String PASSAGE =
      """
      WITH chunk AS (
        INSERT INTO ringfence.chunk (tenant_id, document_id, ordinal, visibility, customer_id, title, heading_path, text)
        VALUES (?, ?, ?, ?, ?, 'title', '', 'text') RETURNING *)
      INSERT INTO ringfence.chunk_vector (tenant_id, document_id, ordinal, visibility, customer_id, model, embedding)
      SELECT tenant_id, document_id, ordinal, visibility, customer_id, ?, CAST(? AS halfvec) FROM chunk
      """;

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase tested = TestDatabases.create();
  private final TenantDatabase database =
      new TenantDatabase(vertx, tested.settings(), Clock.systemUTC());
  private final NearestPassages nearest = new NearestPassages();
  private final Connection connection;

  VectorWorld() {
    try {
      connection = tested.admin().connect();
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    tested.execute(
        "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('"
            + ACME
            + "', 'acme', ''), ('"
            + GLOBEX
            + "', 'globex', '')");
  }

  TestDatabase tested() {
    return tested;
  }

  TenantDatabase database() {
    return database;
  }

  VectorIndexing indexing() {
    return new VectorIndexing(
        tested.admin(), new VectorIndexing.Settings(THRESHOLD, Optional.empty(), 64, 0), _ -> {});
  }

  /** A document with passages at these places, the same for the same arguments. */
  UUID add(
      UUID tenant,
      Visibility visibility,
      @Nullable UUID customer,
      String name,
      String model,
      List<float[]> vectors) {
    UUID document = KnowledgeBase.id(tenant + name);
    try (var added = connection.prepareStatement(DOCUMENT);
        var passages = connection.prepareStatement(PASSAGE)) {
      added.setObject(1, tenant);
      added.setObject(2, document);
      added.setString(3, visibility.stored());
      added.setObject(4, customer);
      added.setString(5, name);
      added.execute();
      for (int i = 0; i < vectors.size(); i++) {
        passages.setObject(1, tenant);
        passages.setObject(2, document);
        passages.setInt(3, i);
        passages.setString(4, visibility.stored());
        passages.setObject(5, customer);
        passages.setString(6, model);
        passages.setString(7, StoredVector.literal(vectors.get(i)));
        passages.addBatch();
      }
      passages.executeBatch();
      connection.commit();
      return document;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  UUID add(UUID tenant, Visibility visibility, String name, List<float[]> vectors) {
    return add(tenant, visibility, null, name, MODEL, vectors);
  }

  /** What the search of meaning alone gives. */
  List<Near> search(Principal principal, float[] question, int limit) {
    return database.inTransaction(
        principal,
        Access.READ,
        connection ->
            nearest.find(connection, principal, StoredVector.literal(question), MODEL, limit));
  }

  /** Of length 1, anywhere. */
  static float[] anywhere(Random random) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return unit(vector);
  }

  /** Of length 1, not far from another. */
  static float[] near(Random random, float[] other, double distance) {
    float[] vector = other.clone();
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] += (float) (random.nextGaussian() * distance);
    }
    return unit(vector);
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(sum);
    }
    return vector;
  }

  static List<float[]> many(Random random, int count) {
    return random.ints(count).mapToObj(_ -> anywhere(random)).toList();
  }

  static List<float[]> cluster(Random random, float[] around, int count) {
    return random.ints(count).mapToObj(_ -> near(random, around, 0.001)).toList();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    database.close();
    var _ = vertx.close();
  }
}
