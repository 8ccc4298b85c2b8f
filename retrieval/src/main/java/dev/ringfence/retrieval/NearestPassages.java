package dev.ringfence.retrieval;

import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The passages whose vectors lie nearest to a question's, among those that the policies admit. The
 * scan is exact and its order total.
 */
final class NearestPassages {
  /** Parameters: $1 the question's vector, $2 the model, $3 how many rows. */
  private static final String NEAREST =
      """
      SELECT n.document_id, n.ordinal, 1 - n.distance AS similarity
        FROM (SELECT v.document_id, v.ordinal, v.embedding <=> CAST(CAST($1 AS text) AS halfvec) AS distance
                FROM ringfence.chunk_vector v
               WHERE v.model = $2
               ORDER BY distance, v.document_id, v.ordinal
               LIMIT $3) n
       ORDER BY n.distance, n.document_id, n.ordinal
      """;

  /**
   * @param similarity the cosine of the angle between its vector and the question's
   */
  record Near(PassageKey key, double similarity) {}

  /**
   * The nearest, in their order.
   *
   * @param vector the question's, as a literal, by the model of that name
   */
  List<Near> find(TenantConnection connection, String vector, String model, int limit) {
    List<Near> found = new ArrayList<>();
    for (Row row : connection.query(NEAREST, vector, model, limit)) {
      found.add(new Near(PassageKey.of(row), row.getDouble("similarity")));
    }
    return found;
  }
}
