package dev.ringfence.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.SealKey;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Tenants with public passages, of which only the vectors are there. */
record VectorDatabase(PostgresUri admin) {
  static final String MODEL = "of-the-benchmark";

  private static final String PASSWORD = "of-the-benchmark";
  private static final SealKey KEY = new SealKey(1, new byte[32]);
  private static final byte[] NAME_OF_MODEL = MODEL.getBytes(UTF_8);
  private static final byte[] PUBLIC = "public".getBytes(UTF_8);

  /** What a binary copy begins with: its signature, no flags, no extension. */
  private static final byte[] HEAD = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final String TENTH =
      """
      SELECT count(*), max(n.distance) FROM (
        SELECT v.embedding <=> (SELECT CAST(? AS halfvec)) AS distance
          FROM ringfence.chunk_vector v WHERE v.tenant_id = (SELECT CAST(? AS uuid))
         ORDER BY distance LIMIT ?) n
      """;

  private static final String SIZE =
      """
      SELECT 'on disk: ' || count(*) || ' vectors, '
             || pg_table_size('ringfence.chunk_vector') / 1000000 || ' MB, and '
             || pg_indexes_size('ringfence.chunk_vector') / 1000000 || ' MB of indexes; in memory '
             || current_setting('shared_buffers') || ' of buffers'
        FROM ringfence.chunk_vector
      """;

  static VectorDatabase migrate(PostgresUri admin) {
    new DatabaseMigrator(admin).migrate(PASSWORD, PASSWORD, KEY);
    return new VectorDatabase(admin);
  }

  DatabaseSettings settings(int connections) {
    return new DatabaseSettings(
        admin.withLogin("ringfence_app", PASSWORD),
        admin.withLogin("ringfence_public", PASSWORD),
        KEY,
        connections);
  }

  /** A tenant without a passage. */
  UUID add(String slug) {
    UUID tenant = UUID.randomUUID();
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      insert(statement, tenant, slug);
      return tenant;
    } catch (SQLException e) {
      throw new BenchException("the tenant could not be made", e);
    }
  }

  private static void insert(Statement statement, UUID tenant, String slug) throws SQLException {
    statement.execute(
        "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('"
            + tenant
            + "', '"
            + slug
            + "', '')");
  }

  /** A tenant with so many passages. */
  UUID add(String slug, int passages, SentenceVectors vectors, Random random) {
    UUID tenant = new UUID(random.nextLong(), random.nextLong());
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      insert(statement, tenant, slug);
      // The documents and texts that the vectors belong to are left out.
      statement.execute("SET session_replication_role = replica");
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(
                  new PGCopyOutputStream(
                      connection.unwrap(PGConnection.class),
                      "COPY ringfence.chunk_vector (tenant_id, document_id, ordinal, model,"
                          + " visibility, embedding) FROM STDIN BINARY"),
                  1 << 16))) {
        out.write(HEAD);
        for (int i = 0; i < passages; i++) {
          row(out, tenant, i, vectors.any(random), random);
        }
        out.writeShort(-1);
      }
      return tenant;
    } catch (SQLException | IOException e) {
      throw new BenchException("the vectors could not be loaded", e);
    }
  }

  private static void row(
      DataOutputStream out, UUID tenant, int number, float[] vector, Random random)
      throws IOException {
    out.writeShort(6);
    uuid(out, tenant);
    uuid(out, new UUID(random.nextLong(), random.nextLong()));
    out.writeInt(4);
    out.writeInt(number);
    bytes(out, NAME_OF_MODEL);
    bytes(out, PUBLIC);
    out.writeInt(4 + 2 * vector.length);
    out.writeShort(vector.length);
    out.writeShort(0);
    for (float value : vector) {
      out.writeShort(Float.floatToFloat16(value));
    }
  }

  private static void uuid(DataOutputStream out, UUID value) throws IOException {
    out.writeInt(16);
    out.writeLong(value.getMostSignificantBits());
    out.writeLong(value.getLeastSignificantBits());
  }

  private static void bytes(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  /**
   * The exact answer to a question.
   *
   * @param passages in it
   * @param farthest the greatest cosine distance among them
   */
  record Exact(int passages, double farthest) {}

  /** A tenant's nearest passages, by the exact scan. */
  Exact exact(UUID tenant, String vector, int nearest) {
    try (Connection connection = admin.connect();
        PreparedStatement tenth = connection.prepareStatement(TENTH)) {
      tenth.setString(1, vector);
      tenth.setObject(2, tenant);
      tenth.setInt(3, nearest);
      try (var rows = tenth.executeQuery()) {
        rows.next();
        return new Exact(rows.getInt(1), rows.getDouble(2));
      }
    } catch (SQLException e) {
      throw new BenchException("the exact answer could not be had", e);
    }
  }

  /** What the vectors take on disk, in words. */
  String size() {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(SIZE)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new BenchException("the size of the vectors could not be had", e);
    }
  }

  void tidy() {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new BenchException("the vectors could not be tidied", e);
    }
  }
}
