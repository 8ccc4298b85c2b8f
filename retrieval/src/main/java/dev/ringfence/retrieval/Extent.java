package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;

/**
 * How much there is that the asker may read.
 *
 * @param passages how many passages
 * @param averageLength how many words a passage has on average, at least 1
 */
record Extent(double passages, double averageLength) {
  /** A shelf with more documents than this is counted by its first, in the order of their ids. */
  private static final int MOST = 4_096;

  /** Customers' documents lie by customer, so that the first would not stand for all. */
  private static final int MOST_OF_STAFF = 100_000;

  /** Parameters: $1 the shelves, $2 how many documents of each. */
  private static final String COUNT =
      """
      SELECT counted.documents, CAST(counted.last AS uuid), counted.passages, counted.words
        FROM unnest(CAST($1 AS text[])) AS s (visibility)
       CROSS JOIN LATERAL (
              SELECT CAST(count(*) AS integer) AS documents, max(CAST(d.document_id AS text)) AS last,
                     sum(d.passages) AS passages, sum(d.words) AS words
                FROM (SELECT w.document_id, w.passages, w.words
                        FROM ringfence.document_words w
                       WHERE w.visibility = s.visibility
                       ORDER BY w.customer_id, w.document_id
                       LIMIT $2) d) counted
       WHERE counted.documents > 0
      """;

  /** The same, and $3 the person who asks, $4 the shelves of which their own part is read. */
  private static final String COUNT_AND_OWN =
      COUNT
          + """
             UNION ALL
            SELECT counted.documents, CAST(counted.last AS uuid), counted.passages, counted.words
              FROM unnest(CAST($4 AS text[])) AS s (visibility)
             CROSS JOIN LATERAL (
                    SELECT CAST(count(*) AS integer) AS documents, max(CAST(d.document_id AS text)) AS last,
                           sum(d.passages) AS passages, sum(d.words) AS words
                      FROM (SELECT w.document_id, w.passages, w.words
                              FROM ringfence.document_words w
                             WHERE w.visibility = s.visibility AND w.customer_id = $3
                             ORDER BY w.document_id
                             LIMIT $2) d) counted
             WHERE counted.documents > 0
            """;

  /** Counts what the policies admit, and nothing else. */
  static Extent read(TenantConnection connection, Principal by) {
    return switch (by) {
      case Principal.Visitor _ -> of(connection.query(COUNT, Shelves.of(by), MOST), MOST);
      case Principal.Customer _ -> withOwn(connection, by, MOST);
      case Principal.Staff _ -> withOwn(connection, by, MOST_OF_STAFF);
    };
  }

  private static Extent withOwn(TenantConnection connection, Principal by, int limit) {
    return of(
        connection.query(COUNT_AND_OWN, Shelves.of(by), limit, by.subject(), Shelves.ownOf(by)),
        limit);
  }

  private static Extent of(RowSet<Row> shelves, int limit) {
    double passages = 0;
    double words = 0;
    for (Row shelf : shelves) {
      UUID last = shelf.getUUID(1);
      double share = shelf.getInteger(0) < limit ? 1 : Shelves.below(last);
      passages += shelf.getLong(2) / share;
      words += shelf.getLong(3) / share;
    }
    return new Extent(passages, Math.max(1, words / Math.max(1, passages)));
  }
}
