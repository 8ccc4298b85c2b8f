package dev.ringfence.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The passages of tenants that are moved to another model, as an administrator sees them. */
final class ReembeddedPassages {
  private static final String ALONE =
      "SELECT pg_try_advisory_lock(hashtextextended('ringfence.embedding_model', 0))";

  /** Parameters: the original model, the wanted one, the slug of one tenant or null. */
  private static final String TENANTS =
      """
      SELECT t.id, t.slug
        FROM ringfence.tenant t LEFT JOIN ringfence.embedding_model m ON m.tenant_id = t.id
       WHERE coalesce(m.model, ?) <> ? AND t.slug = coalesce(?, t.slug)
       ORDER BY t.slug
      """;

  private static final String WITHOUT =
      """
        FROM ringfence.chunk c
       WHERE c.tenant_id = ?
         AND NOT EXISTS (SELECT FROM ringfence.chunk_vector v
                          WHERE (v.tenant_id, v.document_id, v.ordinal, v.model)
                              = (c.tenant_id, c.document_id, c.ordinal, ?))
      """;

  private static final String LACKING =
      "SELECT c.document_id, c.ordinal, c.title, c.heading_path, c.text"
          + WITHOUT
          + " AND (c.document_id, c.ordinal) > (?, ?) ORDER BY c.document_id, c.ordinal LIMIT ?";

  private static final String COMPLETE = "SELECT NOT EXISTS (SELECT" + WITHOUT + ")";

  /** Nothing for a passage that is another one by now. */
  private static final String ADD =
      """
      INSERT INTO ringfence.chunk_vector (tenant_id, document_id, visibility, customer_id, ordinal, model, embedding)
      SELECT c.tenant_id, c.document_id, c.visibility, c.customer_id, c.ordinal, ?, CAST(? AS halfvec)
        FROM ringfence.chunk c
       WHERE (c.tenant_id, c.document_id, c.ordinal, c.title, c.heading_path, c.text) = (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String MOVE =
      """
      INSERT INTO ringfence.embedding_model (tenant_id, model, since) VALUES (?, ?, clock_timestamp())
      ON CONFLICT (tenant_id) DO UPDATE SET model = excluded.model, since = excluded.since
      """;

  /** A search that began before the move reads the vectors of before, and lasts no minute. */
  private static final String UNSEARCHED =
      """
      DELETE FROM ringfence.chunk_vector WHERE ctid = ANY (ARRAY(
        SELECT v.ctid
          FROM ringfence.chunk_vector v LEFT JOIN ringfence.embedding_model m ON m.tenant_id = v.tenant_id
         WHERE v.model <> coalesce(m.model, ?) AND v.model <> ?
           AND coalesce(m.since < clock_timestamp() - interval '1 minute', true)
         LIMIT 5000))
      """;

  /** Before every passage. */
  private static final PassageKey FIRST = new PassageKey(new UUID(0, 0), -1);

  record Tenant(UUID id, String slug) {}

  /** A passage without a vector by some model. */
  record Lacking(PassageKey key, String title, String headingPath, String passage) {
    /** What is embedded. */
    String text() {
      return new Chunk(key.ordinal(), headingPath, null, passage).withPlace(title);
    }
  }

  private final IndexConnection connection;

  ReembeddedPassages(IndexConnection connection) {
    this.connection = connection;
  }

  /** Whether nobody else moves tenants, from now to the end of the connection. */
  boolean isAlone() {
    return connection.list(row -> row.getBoolean(1), ALONE).getFirst();
  }

  List<Tenant> tenants(String original, String wanted, Optional<String> slug) {
    return connection.list(
        row -> new Tenant(row.getObject(1, UUID.class), row.getString(2)),
        TENANTS,
        original,
        wanted,
        slug.orElse(null));
  }

  /**
   * The next passages of a tenant without a vector by a model.
   *
   * @param last the one after which they begin; empty for the beginning
   */
  List<Lacking> lacking(Tenant tenant, String model, Optional<PassageKey> last, int limit) {
    PassageKey after = last.orElse(FIRST);
    return connection.list(
        row ->
            new Lacking(
                new PassageKey(row.getObject(1, UUID.class), row.getInt(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        LACKING,
        tenant.id(),
        model,
        after.document(),
        after.ordinal(),
        limit);
  }

  void add(Tenant tenant, String model, List<Lacking> passages, List<float[]> vectors) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      Lacking passage = passages.get(i);
      rows.add(
          List.of(
              model,
              StoredVector.literal(vectors.get(i)),
              tenant.id(),
              passage.key().document(),
              passage.key().ordinal(),
              passage.title(),
              passage.headingPath(),
              passage.passage()));
    }
    connection.changeAll(ADD, rows);
  }

  /**
   * Lets a tenant be searched by a model, in one step; false where a passage was brought in
   * meanwhile that has no vector by it.
   */
  boolean moveWhereComplete(Tenant tenant, String model) {
    return connection.inTransaction(
        () -> {
          connection.list(
              _ -> "",
              "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
              PassageVectors.LOCK + tenant.id());
          boolean complete =
              connection.list(row -> row.getBoolean(1), COMPLETE, tenant.id(), model).getFirst();
          if (complete) {
            connection.change(MOVE, tenant.id(), model);
          }
          return complete;
        });
  }

  /** Removes the vectors that nobody searches any longer, nor will. */
  void removeUnsearched(String original, String wanted) {
    while (connection.change(UNSEARCHED, original, wanted) > 0) {
      // The next part of them.
    }
  }
}
