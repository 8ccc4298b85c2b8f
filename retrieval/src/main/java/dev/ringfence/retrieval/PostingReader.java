package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads postings, shelf by shelf, in the order of their documents. */
final class PostingReader {
  /** Parameters: $1 the words, $2 the shelves, $3 how many rows of each word and shelf. */
  static final String OF_WORDS =
      """
      SELECT w.word, found.documents, found.passages
        FROM unnest(CAST($1 AS bigint[])) AS w (word)
       CROSS JOIN unnest(CAST($2 AS text[])) AS s (visibility)
       CROSS JOIN LATERAL (
              SELECT array_agg(f.document_id) AS documents, array_agg(f.passages) AS passages
                FROM (SELECT p.document_id, p.passages
                        FROM ringfence.posting p
                       WHERE p.word = w.word AND p.visibility = s.visibility
                       ORDER BY p.customer_id, p.document_id, p.part
                       LIMIT $3) f) found
       WHERE found.documents IS NOT NULL
      """;

  /** The same, and $4 the person who asks, $5 the shelves of which their own part is read. */
  static final String OF_WORDS_AND_OWN =
      OF_WORDS
          + """
             UNION ALL
            SELECT w.word, found.documents, found.passages
              FROM unnest(CAST($1 AS bigint[])) AS w (word)
             CROSS JOIN unnest(CAST($5 AS text[])) AS s (visibility)
             CROSS JOIN LATERAL (
                    SELECT array_agg(f.document_id) AS documents, array_agg(f.passages) AS passages
                      FROM (SELECT p.document_id, p.passages
                              FROM ringfence.posting p
                             WHERE p.word = w.word AND p.visibility = s.visibility AND p.customer_id = $4
                             ORDER BY p.document_id, p.part
                             LIMIT $3) f) found
             WHERE found.documents IS NOT NULL
            """;

  /** Parameters: $1 the words, $2 the documents. */
  private static final String OF_DOCUMENTS =
      """
      SELECT p.word, array_agg(p.document_id) AS documents, array_agg(p.passages) AS passages
        FROM ringfence.posting p
       WHERE p.document_id = ANY (CAST($2 AS uuid[])) AND p.word = ANY (CAST($1 AS bigint[]))
       GROUP BY p.word
      """;

  private PostingReader() {}

  /**
   * The passages that have the words.
   *
   * @param limit how many rows are read of each word and shelf at most
   */
  static Map<Long, PostingList> read(
      TenantConnection connection, Principal by, Collection<Long> words, int limit) {
    Long[] wanted = words.toArray(Long[]::new);
    return lists(
        by instanceof Principal.Visitor
            ? connection.query(OF_WORDS, wanted, Shelves.of(by), limit)
            : connection.query(
                OF_WORDS_AND_OWN, wanted, Shelves.of(by), limit, by.subject(), Shelves.ownOf(by)),
        limit);
  }

  /** The passages of some documents that have the words. */
  static Map<Long, PostingList> readOf(
      TenantConnection connection, Set<UUID> documents, Collection<Long> words) {
    return lists(
        connection.query(OF_DOCUMENTS, words.toArray(Long[]::new), documents.toArray(UUID[]::new)),
        Integer.MAX_VALUE);
  }

  private static Map<Long, PostingList> lists(RowSet<Row> rows, int limit) {
    Map<Long, List<PostingList>> shelves = new HashMap<>();
    for (Row row : rows) {
      shelves
          .computeIfAbsent(row.getLong(0), _ -> new ArrayList<>())
          .add(PostingList.of(row.getArrayOfUUIDs(1), row.getArrayOfBuffers(2), limit));
    }
    Map<Long, PostingList> lists = new HashMap<>();
    shelves.forEach((word, list) -> lists.put(word, PostingList.join(list)));
    return lists;
  }
}
