package dev.ringfence.retrieval;

import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The passages that have a question's words, among those that the policies admit; how rare a word
 * is, too, is counted among these alone.
 */
final class WordedPassages {
  /**
   * Parameters: $1 the question, $2 its vector, $3 the model, $4 how many rows. The order is total.
   */
  private static final String WORDED =
      """
      WITH term AS MATERIALIZED (
        SELECT words.query, row_number() OVER (ORDER BY min(t.position)) AS number
          FROM ts_parse('default', $1) WITH ORDINALITY AS t (tokid, token, position)
         CROSS JOIN LATERAL (
                SELECT CAST(string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''', ' | ')
                            AS tsquery) AS query
                  FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.english', t.token)
                                                || to_tsvector('pg_catalog.simple', t.token))) AS lexeme
               ) words
         WHERE length(to_tsvector('pg_catalog.english', t.token)) > 0
         GROUP BY words.query
         ORDER BY number
         LIMIT 32
      ), hit AS MATERIALIZED (
        SELECT c.tenant_id, c.document_id, c.ordinal, t.number
          FROM term t
          JOIN ringfence.chunk c ON c.lexemes @@ t.query
      ), rarity AS MATERIALIZED (
        SELECT t.number, CAST(ln(1 + passages.total / greatest(count(h.number), 0.5)) AS numeric) AS weight
          FROM (SELECT CAST(count(*) AS float8) AS total FROM ringfence.chunk) passages
         CROSS JOIN term t
          LEFT JOIN hit h USING (number)
         GROUP BY t.number, passages.total
      ), worded AS MATERIALIZED (
        SELECT h.tenant_id, h.document_id, h.ordinal, sum(r.weight) AS weight
          FROM hit h
          JOIN rarity r USING (number)
         GROUP BY h.tenant_id, h.document_id, h.ordinal
         ORDER BY weight DESC, h.document_id, h.ordinal
         LIMIT $4
      )
      SELECT w.document_id, w.ordinal, CAST(w.weight / (SELECT sum(weight) FROM rarity) AS float8) AS share,
             1 - (v.embedding <=> CAST(CAST($2 AS text) AS halfvec)) AS similarity
        FROM worded w
        JOIN ringfence.chunk_vector v USING (tenant_id, document_id, ordinal)
       WHERE v.model = $3
       ORDER BY w.weight DESC, w.document_id, w.ordinal
      """;

  /**
   * @param share how much of the question's words it has, each weighed by its rarity: above 0, and
   *     1 for all of them
   * @param similarity the cosine of the angle between its vector and the question's
   */
  record Worded(PassageKey key, double share, double similarity) {}

  /**
   * Those with most of the words, in their order.
   *
   * @param vector the question's, as a literal, by the model of that name
   */
  List<Worded> find(
      TenantConnection connection, String question, String vector, String model, int limit) {
    List<Worded> found = new ArrayList<>();
    for (Row row : connection.query(WORDED, question, vector, model, limit)) {
      found.add(
          new Worded(PassageKey.of(row), row.getDouble("share"), row.getDouble("similarity")));
    }
    return found;
  }
}
