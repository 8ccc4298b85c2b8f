package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The passages whose vectors lie nearest to a question's, among those that the policies admit, in a
 * total order.
 *
 * <p>What is searched is divided into collections, by visibility. Most are scanned exactly, all of
 * them in one statement; a large one has an index that holds no row of another collection, and is
 * asked apart. A person's own rows are scanned exactly, always: no index holds the rows of more
 * than one of them.
 */
public final class NearestPassages {
  /**
   * Which collections have an index. It also says how the rest of the transaction is planned: over
   * indexes and by one process, since how large the others' part of the table is must make no
   * tenant's search one of the whole table, or one that waits for helpers to start; where no
   * collection has an index, once for all questions, since to plan a scan takes as long as to make
   * it over a thousand passages; and where one has, with the collection in the plan and in the
   * index's own order.
   *
   * <p>Parameters: $1 the model, $2 how many rows are wanted.
   */
  static final String COLLECTIONS =
      """
      SELECT x.tenant_id, x.visibility, x.dimensions,
             set_config('enable_seqscan', 'off', true)
             || set_config('max_parallel_workers_per_gather', '0', true) || set_config('jit', 'off', true),
             CASE WHEN x.ef_search IS NOT NULL THEN
               set_config('hnsw.ef_search', CAST(greatest(max(x.ef_search) OVER (), $2) AS text), true)
               || set_config('hnsw.iterative_scan', 'strict_order', true)
               || set_config('plan_cache_mode', 'force_custom_plan', true)
               || set_config('enable_sort', 'off', true)
             ELSE set_config('plan_cache_mode', 'force_generic_plan', true) END
        FROM (VALUES (true)) AS always (there)
        LEFT JOIN ringfence.vector_index x ON x.model = $1 AND x.state = 'ready'
      """;

  /**
   * The nearest of all that is scanned. The vector is read once: as a parameter of a cached plan it
   * would be read anew for each row.
   *
   * <p>Parameters: $1 the question's vector, $2 the model, $3 how many rows, $4 the visibilities
   * whose rows are scanned, $5 the visibilities of which a person's own rows are scanned as well,
   * $6 that person.
   */
  private static final String SCANNED =
      """
      WITH question AS MATERIALIZED (
        SELECT CAST(CAST($1 AS text) AS halfvec) AS vector
      )
      (SELECT v.document_id, v.ordinal, v.embedding <=> (SELECT q.vector FROM question q) AS distance
         FROM ringfence.chunk_vector v
        WHERE v.model = $2 AND v.visibility = ANY (CAST($4 AS text[]))
        ORDER BY distance, v.document_id, v.ordinal
        LIMIT $3)
      UNION ALL
      (SELECT v.document_id, v.ordinal, v.embedding <=> (SELECT q.vector FROM question q) AS distance
         FROM ringfence.chunk_vector v
        WHERE v.model = $2 AND v.visibility = ANY (CAST($5 AS text[])) AND v.customer_id = $6
        ORDER BY distance, v.document_id, v.ordinal
        LIMIT $3)
      """;

  /**
   * The nearest of one collection, by the index whose condition the first three comparisons repeat;
   * the policy holds beside them. Where there is no such index, the same rows come from a scan.
   *
   * <p>Parameters: $1 the question's vector, $2 the tenant, $3 the visibility, $4 the model, $5 how
   * many rows, $6 the number of dimensions.
   */
  static final String INDEXED =
      """
      SELECT v.document_id, v.ordinal, halfvec(v.embedding, $6, true) <=> CAST(CAST($1 AS text) AS halfvec) AS distance
        FROM ringfence.chunk_vector v
       WHERE v.tenant_id = $2 AND v.visibility = $3 AND v.model = $4
       ORDER BY distance
       LIMIT $5
      """;

  private static final Comparator<Found> NEAREST_FIRST =
      Comparator.comparingDouble(Found::distance).thenComparing(Found::key);

  /**
   * @param similarity the cosine of the angle between its vector and the question's
   */
  public record Near(PassageKey key, double similarity) {}

  private record Found(PassageKey key, double distance) {}

  /**
   * The nearest, in their order.
   *
   * @param vector the question's, as a literal, by the model of that name
   * @param limit how many at most, up to 1,000
   */
  public List<Near> find(
      TenantConnection connection, Principal principal, String vector, String model, int limit) {
    List<Found> found = new ArrayList<>();
    Set<String> scanned = new TreeSet<>(List.of(Shelves.of(principal)));
    for (Row row : connection.query(COLLECTIONS, model, limit)) {
      String visibility = row.getString("visibility");
      if (visibility != null) {
        List<Found> near =
            found(
                connection.query(
                    INDEXED,
                    vector,
                    row.getUUID("tenant_id"),
                    visibility,
                    model,
                    limit,
                    row.getInteger("dimensions")));
        // An index passes over rows that were deleted since it was built: then the scan has the
        // rest.
        if (near.size() == limit) {
          found.addAll(near);
          scanned.remove(visibility);
        }
      }
    }
    found.addAll(
        found(
            connection.query(
                SCANNED,
                vector,
                model,
                limit,
                scanned.toArray(String[]::new),
                Shelves.ownOf(principal),
                principal.subject())));
    return found.stream()
        .sorted(NEAREST_FIRST)
        .limit(limit)
        .map(one -> new Near(one.key(), 1 - one.distance()))
        .toList();
  }

  private static List<Found> found(RowSet<Row> rows) {
    List<Found> found = new ArrayList<>();
    rows.forEach(row -> found.add(new Found(PassageKey.of(row), row.getDouble("distance"))));
    return found;
  }
}
