package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a knowledge base for its staff, with how often each was a source of an answer.
 * Whose answers those were is not told; what is private to a person is neither listed nor counted.
 */
public final class KnowledgeShelf {
  /**
   * Parameters: $1 the document after which it begins, $2 how many rows, $3 since when is counted.
   */
  private static final String COUNTED =
      """
      WITH used AS (
        SELECT u.tenant_id, u.document_id, count(*) AS answers, max(u.used_at) AS last_answer
          FROM ringfence.document_use u
         WHERE u.used_at >= $3
         GROUP BY u.tenant_id, u.document_id)
      SELECT d.tenant_id, d.id, d.source_name, d.title, d.visibility, d.customer_id, d.url, d.media_type,
             d.created_at, d.updated_at, coalesce(u.answers, 0) AS answers, u.last_answer,
             (SELECT count(*) FROM ringfence.chunk c WHERE (c.tenant_id, c.document_id) = (d.tenant_id, d.id)) AS passages
        FROM ringfence.document d
        LEFT JOIN used u ON (u.tenant_id, u.document_id) = (d.tenant_id, d.id)
       WHERE d.visibility <> 'private'
      """;

  private static final String BY_ID =
      COUNTED
          + """
          AND (CAST($1 AS uuid) IS NULL OR d.id > CAST($1 AS uuid))
          ORDER BY d.id
          LIMIT $2
          """;

  private static final String MOST_USED =
      COUNTED
          + """
          AND (CAST($1 AS uuid) IS NULL
               OR (coalesce(u.answers, 0), d.id)
                  < (SELECT coalesce(v.answers, 0), b.id
                       FROM ringfence.document b LEFT JOIN used v ON (v.tenant_id, v.document_id) = (b.tenant_id, b.id)
                      WHERE b.id = CAST($1 AS uuid)))
          ORDER BY coalesce(u.answers, 0) DESC, d.id DESC
          LIMIT $2
          """;

  private static final String OLDEST =
      COUNTED
          + """
          AND (CAST($1 AS uuid) IS NULL
               OR (d.updated_at, d.id)
                  > (SELECT b.updated_at, b.id FROM ringfence.document b WHERE b.id = CAST($1 AS uuid)))
          ORDER BY d.updated_at, d.id
          LIMIT $2
          """;

  private final TenantDatabase database;

  public KnowledgeShelf(TenantDatabase database) {
    this.database = database;
  }

  /** In which order documents are listed. */
  public enum Order {
    /** One that does not change. */
    ID,
    /** Those first that were a source of most answers. */
    USED,
    /** Those first whose content did not change for longest. */
    STALE
  }

  /**
   * A document, and what became of it.
   *
   * @param answers how many it was a source of
   * @param lastAnswer when it was one last; null where it was none
   */
  public record Kept(StoredDocument document, long answers, @Nullable Instant lastAnswer) {}

  /**
   * A page of the knowledge base.
   *
   * @param after the last document of the page before; null for the first page
   * @param limit from 1 to {@link DocumentShelf#MOST}
   * @param since answers before are not counted
   */
  public List<Kept> list(
      Principal.Staff reader,
      Order order,
      @Nullable UUID after,
      int limit,
      Instant since,
      Reading reading) {
    int rows = DocumentShelf.within(limit);
    OffsetDateTime from = since.atOffset(ZoneOffset.UTC);
    return database.inTransaction(
        reader,
        Access.READ,
        connection -> kept(rows(connection, order, after, rows, from), reading));
  }

  private static RowSet<Row> rows(
      TenantConnection connection,
      Order order,
      @Nullable UUID after,
      int limit,
      OffsetDateTime since) {
    return switch (order) {
      case ID -> connection.query(BY_ID, after, limit, since);
      case USED -> connection.query(MOST_USED, after, limit, since);
      case STALE -> connection.query(OLDEST, after, limit, since);
    };
  }

  private static List<Kept> kept(Iterable<Row> rows, Reading reading) {
    List<Kept> kept = new ArrayList<>();
    for (Row row : rows) {
      @Nullable OffsetDateTime last = row.getOffsetDateTime("last_answer");
      DocumentShelf.document(row, reading)
          .ifPresent(
              document ->
                  kept.add(
                      new Kept(
                          document,
                          row.getLong("answers"),
                          last == null ? null : last.toInstant())));
    }
    return kept;
  }
}
