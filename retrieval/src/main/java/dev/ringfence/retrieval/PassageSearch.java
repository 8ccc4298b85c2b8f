package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages that answer a question, among those that the asker may read.
 *
 * <p>Meaning and words are searched apart and fused by rank. Both are exact, over the rows the
 * policies admit and no others: how rare a word is, too, is counted among what the asker may read,
 * so that nobody else's documents show in an answer, not even in its order. Words count for a
 * little less than meaning, which put the right passage first more often on the questions of the
 * demo companies.
 */
public final class PassageSearch {
  private static final int MOST_PASSAGES = 50;
  private static final int LONGEST_QUERY = 2_000;
  private static final String CHUNK = "ringfence.chunk";

  /**
   * Parameters: $1 the question, $2 its vector, $3 the model, $4 how many candidates of each kind,
   * $5 and $6 the relevance floor, $7 how many rows. Each order is total, so that the same rows
   * always give the same answer.
   */
  private static final String SEARCH =
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
      ), near AS MATERIALIZED (
        SELECT n.*, row_number() OVER (ORDER BY n.distance, n.document_id, n.ordinal) AS place
          FROM (SELECT v.tenant_id, v.document_id, v.ordinal,
                       v.embedding <=> CAST(CAST($2 AS text) AS halfvec) AS distance
                  FROM ringfence.chunk_vector v
                 WHERE v.model = $3
                 ORDER BY distance, v.document_id, v.ordinal
                 LIMIT $4) n
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
        SELECT w.*, row_number() OVER (ORDER BY w.weight DESC, w.document_id, w.ordinal) AS place
          FROM (SELECT h.tenant_id, h.document_id, h.ordinal, sum(r.weight) AS weight
                  FROM hit h
                  JOIN rarity r USING (number)
                 GROUP BY h.tenant_id, h.document_id, h.ordinal
                 ORDER BY weight DESC, h.document_id, h.ordinal
                 LIMIT $4) w
      ), candidate AS MATERIALIZED (
        SELECT tenant_id, document_id, ordinal, coalesce(worded.weight, 0) AS weight,
               coalesce(1.0 / (60 + near.place), 0) + coalesce(0.6 / (60 + worded.place), 0) AS score
          FROM near FULL JOIN worded USING (tenant_id, document_id, ordinal)
      ), rated AS (
        SELECT c.*, 1 - (v.embedding <=> CAST(CAST($2 AS text) AS halfvec)) AS similarity,
               (SELECT coalesce(sum(weight), 0) FROM rarity) AS asked
          FROM candidate c
          JOIN ringfence.chunk_vector v USING (tenant_id, document_id, ordinal)
         WHERE v.model = $3
      )
      SELECT d.id, d.title, p.heading_path, d.url, p.anchor, p.text, d.visibility,
             p.ordinal, CAST(d.tenant_id AS text) AS tenant, CAST(d.customer_id AS text) AS customer,
             CAST(p.tenant_id AS text) AS part_tenant, p.visibility AS part_visibility,
             CAST(p.customer_id AS text) AS part_customer
        FROM rated r
        JOIN ringfence.chunk p USING (tenant_id, document_id, ordinal)
        JOIN ringfence.document d ON (d.tenant_id, d.id) = (r.tenant_id, r.document_id)
       WHERE r.similarity >= $5
          OR (r.similarity >= $6 AND r.weight > 0 AND 2 * r.weight >= r.asked)
          OR (r.weight > 0 AND r.weight = r.asked)
       ORDER BY r.score DESC, r.document_id, r.ordinal
       LIMIT $7
      """;

  private final TenantDatabase database;
  private final Embedder embedder;

  public PassageSearch(TenantDatabase database, Embedder embedder) {
    this.database = database;
    this.embedder = embedder;
  }

  /**
   * The passages that answer a question, the best first; none where nothing that the principal may
   * read does.
   *
   * @param limit how many at most, from 1 to 50
   */
  public List<Passage> search(Principal principal, String query, int limit) {
    return search(principal, query, limit, new Reading(principal));
  }

  /**
   * The same, with what was read.
   *
   * @param reading takes the keys of the passages that are given
   */
  public List<Passage> search(Principal principal, String query, int limit, Reading reading) {
    if (limit < 1 || limit > MOST_PASSAGES) {
      throw new IllegalArgumentException("a search gives 1 to " + MOST_PASSAGES + " passages");
    }
    String question = cleaned(query);
    if (question.isEmpty()) {
      return List.of();
    }
    String vector = StoredVector.literal(embedder.embedQuery(question));
    RelevanceFloor floor = embedder.floor();
    return distinct(
        database.read(
            principal,
            SEARCH,
            question,
            vector,
            embedder.model(),
            Math.max(40, limit * 4),
            floor.alone(),
            floor.supported(),
            limit * 3),
        limit,
        reading);
  }

  /** The first of each text: the same passage in two documents is one answer. */
  private static List<Passage> distinct(RowSet<Row> rows, int limit, Reading reading) {
    Set<String> seen = new HashSet<>();
    List<Passage> passages = new ArrayList<>();
    for (Row row : rows) {
      if (passages.size() == limit) {
        break;
      }
      if (!admits(reading, row)) {
        continue;
      }
      Passage passage = passage(row);
      if (seen.add(passage.text().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))) {
        passages.add(passage);
        reading.add(
            new RowKey(
                CHUNK,
                List.of(
                    new RowKey.Part(passage.documentId().toString(), false),
                    new RowKey.Part(row.getInteger("ordinal").toString(), false))));
      }
    }
    return List.copyOf(passages);
  }

  /** The passage and its document each say whose they are. */
  private static boolean admits(Reading reading, Row row) {
    return reading.admits(
            "ringfence.document",
            new RowOwner.OfDocument(
                row.getString("tenant"), row.getString("visibility"), row.getString("customer")))
        && reading.admits(
            CHUNK,
            new RowOwner.OfDocument(
                row.getString("part_tenant"),
                row.getString("part_visibility"),
                row.getString("part_customer")));
  }

  private static Passage passage(Row row) {
    return new Passage(
        row.getUUID("id"),
        row.getString("title"),
        row.getString("heading_path"),
        at(row.getString("url"), row.getString("anchor")),
        row.getString("text"),
        Visibility.ofStored(row.getString("visibility")));
  }

  private static @Nullable String at(@Nullable String url, @Nullable String anchor) {
    return url == null || anchor == null || url.contains("#") ? url : url + "#" + anchor;
  }

  private static String cleaned(String query) {
    StringBuilder clean = new StringBuilder();
    query
        .codePoints()
        .limit(LONGEST_QUERY)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }
}
