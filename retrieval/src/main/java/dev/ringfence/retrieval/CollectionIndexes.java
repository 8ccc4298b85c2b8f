package dev.ringfence.retrieval;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The indexes of large collections, and what {@code ringfence.vector_index} says of them. An index
 * holds the rows of one collection and no others: that is its condition, and a search that does not
 * name the same collection cannot use it.
 */
final class CollectionIndexes {
  /**
   * What all vectors of a tenant are counted for, the visibilities that may have an index apart.
   */
  private static final String COLLECTIONS =
      """
      SELECT c.tenant_id, t.slug, c.visibility, c.model, c.dimensions, c.passages
        FROM (SELECT v.tenant_id, v.visibility, v.model, count(*) AS passages,
                     min(vector_dims(v.embedding)) AS dimensions, max(vector_dims(v.embedding)) AS most_dimensions,
                     sum(count(*)) OVER (PARTITION BY v.tenant_id, v.model) AS of_tenant
                FROM ringfence.chunk_vector v
               GROUP BY v.tenant_id, v.visibility, v.model) c
        JOIN ringfence.tenant t ON t.id = c.tenant_id
       WHERE c.visibility IN ('public', 'tenant') AND c.dimensions = c.most_dimensions
         AND c.of_tenant > ? AND c.passages > ? / 5 AND t.slug = coalesce(?, t.slug)
       ORDER BY c.passages, t.slug, c.visibility, c.model
      """;

  private static final String NAMES =
      """
      SELECT i.relname
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam
       WHERE x.indrelid = 'ringfence.chunk_vector'::regclass AND m.amname = 'hnsw' AND starts_with(i.relname, ?)
       ORDER BY 1
      """;

  private static final String VALID =
      """
      SELECT x.indisvalid AND x.indisready FROM pg_index x
       WHERE x.indexrelid = to_regclass('ringfence.' || quote_ident(?))
      """;

  private static final String NOTE =
      """
      INSERT INTO ringfence.vector_index
             (tenant_id, visibility, model, index_name, dimensions, state, ef_search, recall, passages, measured_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now())
      ON CONFLICT (tenant_id, visibility, model) DO UPDATE
         SET index_name = excluded.index_name, dimensions = excluded.dimensions, state = excluded.state,
             ef_search = excluded.ef_search, recall = excluded.recall, passages = excluded.passages,
             measured_at = excluded.measured_at
      """;

  /**
   * How dense an index is made: what it finds at most, and what it takes to build.
   *
   * @param links of each element on each level
   * @param effort the candidates that are looked at for them
   */
  record Graph(int links, int effort) {}

  private final IndexConnection connection;

  CollectionIndexes(IndexConnection connection) {
    this.connection = connection;
  }

  /**
   * The collections that a search would scan for too long: the large ones of tenants that have more
   * passages than the threshold, a fifth of it or more each.
   *
   * @param slug of the one tenant that is meant; empty for all
   */
  List<VectorCollection> large(int threshold, Optional<String> slug) {
    return connection.list(
        row ->
            new VectorCollection(
                row.getObject("tenant_id", UUID.class),
                row.getString("slug"),
                Visibility.ofStored(row.getString("visibility")),
                row.getString("model"),
                row.getInt("dimensions"),
                row.getLong("passages")),
        COLLECTIONS,
        threshold,
        threshold,
        slug.orElse(null));
  }

  /** The names of indexes that begin so, finished or not. */
  List<String> names(String beginning) {
    return connection.list(row -> row.getString(1), NAMES, beginning);
  }

  boolean isValid(String name) {
    List<Boolean> valid = connection.list(row -> row.getBoolean(1), VALID, name);
    return !valid.isEmpty() && valid.getFirst();
  }

  /** How many passages it had when its index was last measured; empty where that never was. */
  Optional<Long> measuredAt(VectorCollection collection) {
    return connection
        .list(
            row -> row.getLong(1),
            "SELECT x.passages FROM ringfence.vector_index x"
                + " WHERE (x.tenant_id, x.visibility, x.model) = (?, ?, ?)",
            collection.tenant(),
            collection.visibility().stored(),
            collection.model())
        .stream()
        .findFirst();
  }

  /** Builds it beside all work that goes on: nothing waits for it, and it waits for the others. */
  void build(VectorCollection collection, Graph graph) {
    connection.execute(
        "CREATE INDEX CONCURRENTLY "
            + collection.indexName()
            + " ON ringfence.chunk_vector USING hnsw ((CAST(embedding AS halfvec("
            + collection.dimensions()
            + "))) halfvec_cosine_ops) WITH (m = "
            + graph.links()
            + ", ef_construction = "
            + graph.effort()
            + ") WHERE tenant_id = '"
            + collection.tenant()
            + "' AND visibility = '"
            + collection.visibility().stored()
            + "' AND model = "
            + connection.literal(collection.model()));
  }

  /** Removes it without keeping anybody waiting. */
  void drop(String name) {
    connection.execute("DROP INDEX CONCURRENTLY IF EXISTS ringfence." + name);
  }

  long bytes(VectorCollection collection) {
    return connection
        .list(
            row -> row.getLong(1),
            "SELECT pg_relation_size(to_regclass('ringfence.' || quote_ident(?)))",
            collection.indexName())
        .getFirst();
  }

  void note(VectorCollection collection, String state, RecallSample.Measured measured) {
    connection.change(
        NOTE,
        collection.tenant(),
        collection.visibility().stored(),
        collection.model(),
        collection.indexName(),
        collection.dimensions(),
        state,
        measured.efSearch(),
        measured.recall(),
        collection.passages());
  }

  /** Nobody searches with it any longer, from the next transaction on. */
  void forget(String name) {
    connection.change("DELETE FROM ringfence.vector_index WHERE index_name = ?", name);
  }
}
