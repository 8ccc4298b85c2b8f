package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents for those who keep them: one of the knowledge base for staff, and for everybody their
 * own files.
 */
public final class DocumentShelf {
  /** The most that one page of a list has. */
  public static final int MOST = 100;

  private static final String TABLE = "ringfence.document";

  private static final String DOCUMENTS =
      """
      SELECT d.tenant_id, d.id, d.source_name, d.title, d.visibility, d.customer_id, d.url, d.media_type,
             d.created_at, d.updated_at,
             (SELECT count(*) FROM ringfence.chunk c WHERE (c.tenant_id, c.document_id) = (d.tenant_id, d.id)) AS passages
        FROM ringfence.document d
      """;

  /** Parameters: $1 the document after which it begins, $2 how many rows. */
  private static final String FILES =
      DOCUMENTS
          + """
          WHERE d.visibility = 'private' AND (CAST($1 AS uuid) IS NULL OR d.id > CAST($1 AS uuid))
          ORDER BY d.id
          LIMIT $2
          """;

  /** Parameters: $1 the document, $2 whether a private one is looked for. */
  private static final String ONE =
      DOCUMENTS
          + """
          WHERE d.id = $1 AND (d.visibility = 'private') = $2
          """;

  private static final String PASSAGES =
      """
      SELECT c.heading_path, c.text
        FROM ringfence.chunk c
       WHERE c.document_id = $1
       ORDER BY c.ordinal
      """;

  private final TenantDatabase database;

  public DocumentShelf(TenantDatabase database) {
    this.database = database;
  }

  /** A document with what was read out of it. */
  public record Read(StoredDocument document, List<Part> parts) {
    public Read {
      parts = List.copyOf(parts);
    }
  }

  /** One passage, and the headings that it stands under. */
  public record Part(String headingPath, String text) {}

  /**
   * A page of somebody's own files, in a fixed order.
   *
   * @param after the last document of the page before; null for the first page
   * @param limit from 1 to {@link #MOST}
   */
  public List<StoredDocument> files(
      Principal owner, @Nullable UUID after, int limit, Reading reading) {
    return database.inTransaction(
        owner,
        Access.READ,
        connection -> documents(connection.query(FILES, after, within(limit)), reading));
  }

  /** A document of the knowledge base. */
  public Optional<Read> document(Principal.Staff reader, UUID id, Reading reading) {
    return one(reader, id, false, reading);
  }

  /** A file of somebody's own. */
  public Optional<Read> file(Principal owner, UUID id, Reading reading) {
    return one(owner, id, true, reading);
  }

  private Optional<Read> one(Principal reader, UUID id, boolean own, Reading reading) {
    return database.inTransaction(
        reader,
        Access.READ,
        connection ->
            documents(connection.query(ONE, id, own), reading).stream()
                .findFirst()
                .map(document -> new Read(document, parts(connection, id))));
  }

  private static List<Part> parts(TenantConnection connection, UUID document) {
    List<Part> parts = new ArrayList<>();
    for (Row row : connection.query(PASSAGES, document)) {
      parts.add(new Part(row.getString("heading_path"), row.getString("text")));
    }
    return parts;
  }

  static int within(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("a page has 1 to " + MOST + " documents");
    }
    return limit;
  }

  private static List<StoredDocument> documents(Iterable<Row> rows, Reading reading) {
    List<StoredDocument> documents = new ArrayList<>();
    for (Row row : rows) {
      document(row, reading).ifPresent(documents::add);
    }
    return documents;
  }

  /** The document of a row; empty where the second look finds that it is not the reader's. */
  static Optional<StoredDocument> document(Row row, Reading reading) {
    UUID owner = row.getUUID("customer_id");
    RowOwner whose =
        new RowOwner.OfDocument(
            row.getUUID("tenant_id").toString(),
            row.getString("visibility"),
            owner == null ? null : owner.toString());
    if (!reading.admits(TABLE, whose)) {
      return Optional.empty();
    }
    reading.add(RowKey.of(TABLE, row.getUUID("id")));
    return Optional.of(
        new StoredDocument(
            row.getUUID("id"),
            row.getString("source_name"),
            row.getString("title"),
            Visibility.ofStored(row.getString("visibility")),
            owner,
            row.getString("url"),
            row.getString("media_type"),
            row.getLong("passages"),
            row.getOffsetDateTime("created_at").toInstant(),
            row.getOffsetDateTime("updated_at").toInstant()));
  }
}
