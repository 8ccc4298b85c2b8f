package dev.ringfence.retrieval;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.ringfence.audit.Actor;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.Decision;
import dev.ringfence.audit.RowKey;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.parsing.DocumentReader;
import dev.ringfence.parsing.ParsedDocument;
import dev.ringfence.parsing.UnreadableDocument;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge base of a tenant, as its staff keep it. Reading and embedding happen outside of any
 * transaction; a document and all its passages then change in one.
 */
public final class DocumentStore {
  private static final int ROWS = 500;

  private static final String FINGERPRINT =
      "SELECT fingerprint FROM ringfence.document WHERE id = $1";
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String REMOVE =
      "DELETE FROM ringfence.document WHERE id = $1 RETURNING created_at";
  private static final String ADD_DOCUMENT =
      """
      INSERT INTO ringfence.document (tenant_id, id, visibility, customer_id, source_name, title, url, media_type,
                                      content_sha256, fingerprint, created_at, updated_at, origin)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;
  private static final String ADD_CHUNK =
      """
      INSERT INTO ringfence.chunk (tenant_id, document_id, visibility, customer_id, ordinal, title, heading_path, anchor, text)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;
  private static final String ADD_VECTOR =
      """
      INSERT INTO ringfence.chunk_vector (tenant_id, document_id, visibility, customer_id, ordinal, model, embedding)
      VALUES ($1, $2, $3, $4, $5, $6, CAST(CAST($7 AS text) AS halfvec))
      """;

  private static final String SOURCES =
      """
      SELECT id, source_name FROM ringfence.document
       WHERE origin = $1 AND customer_id IS NOT DISTINCT FROM $2 AND starts_with(source_name, $3)
       ORDER BY source_name
      """;

  /**
   * A document cut into passages.
   *
   * @param vectors of the passages, by each model that has made them
   */
  private record Cut(
      String title, List<Chunk> chunks, Map<String, List<float[]>> vectors, DocumentWords words) {}

  private final TenantDatabase database;
  private final PassageVectors vectors;
  private final InstantSource clock;
  private final AuditTrail.@Nullable Audit audit;
  private final DocumentReader reader;
  private final boolean byOperator;
  private final Chunker chunker;
  private final WordStore words = new WordStore();

  /** A store of our own files, whose changes nobody notes. */
  public DocumentStore(TenantDatabase database, Embedder embedder, InstantSource clock) {
    this(database, Embedders.only(embedder), clock, null, DocumentReader.inThisProcess());
  }

  /**
   * A store of our own files: they are read inside this process.
   *
   * @param audit where each change is noted before it is made; null for nowhere
   */
  public DocumentStore(
      TenantDatabase database,
      Embedders embedders,
      InstantSource clock,
      AuditTrail.@Nullable Audit audit) {
    this(database, embedders, clock, audit, DocumentReader.inThisProcess());
  }

  /**
   * @param audit where each change is noted before it is made; null for nowhere
   * @param reader what reads the files; strangers' are for one outside of this process
   */
  public DocumentStore(
      TenantDatabase database,
      Embedders embedders,
      InstantSource clock,
      AuditTrail.@Nullable Audit audit,
      DocumentReader reader) {
    this(database, new PassageVectors(database, embedders), clock, audit, reader, false);
  }

  private DocumentStore(
      TenantDatabase database,
      PassageVectors vectors,
      InstantSource clock,
      AuditTrail.@Nullable Audit audit,
      DocumentReader reader,
      boolean byOperator) {
    this.database = database;
    this.vectors = vectors;
    this.chunker = new Chunker(vectors.models());
    this.clock = clock;
    this.audit = audit;
    this.reader = reader;
    this.byOperator = byOperator;
  }

  /** The same store for whoever runs a command on the machine: the audit then says so. */
  public DocumentStore forOperator() {
    return new DocumentStore(database, vectors, clock, audit, reader, true);
  }

  /** The media type of files with such a name, if files of that kind can be read. */
  public Optional<String> mediaTypeOf(String fileName) {
    return reader.mediaTypeOf(fileName);
  }

  /**
   * Reads a file into the knowledge base, in place of what had its name before; the same file again
   * changes nothing.
   */
  public Ingested ingest(Principal.Staff by, NewDocument document, IngestProgress progress) {
    if (document.visibility() == Visibility.PRIVATE) {
      throw new IllegalArgumentException("what is private comes from its owner");
    }
    return bringIn(by, document, progress, _ -> {});
  }

  /**
   * The same for whoever may write the document.
   *
   * @param room is asked inside the transaction, before anything is written, whether there is room
   *     for one more document; what it throws is thrown
   */
  Ingested bringIn(
      Principal by,
      NewDocument document,
      IngestProgress progress,
      Consumer<TenantConnection> room) {
    Fingerprint fingerprint = fingerprint(by, document);
    if (isStored(by, fingerprint)) {
      return new Ingested.Unchanged(fingerprint.id());
    }
    return switch (reader.read(document.mediaType(), document.content(), document.sourceName())) {
      case UnreadableDocument unreadable -> new Ingested.Rejected(unreadable);
      case ParsedDocument parsed -> {
        String title = document.title() == null ? parsed.title() : document.title();
        List<Chunk> chunks = chunker.chunks(parsed);
        note(by, "ingest document", fingerprint.id());
        List<String> texts = chunks.stream().map(chunk -> chunk.withPlace(title)).toList();
        DocumentWords found = DocumentWords.of(texts);
        try {
          yield vectors.of(
              by,
              texts,
              progress,
              made -> {
                Cut cut = new Cut(title, chunks, made, found);
                return new Ingested.Stored(
                    fingerprint.id(), replace(by, document, fingerprint, cut, room));
              });
        } catch (RefusedTextException e) {
          yield new Ingested.Rejected(
              new UnreadableDocument(UnreadableDocument.Reason.NOT_EMBEDDED));
        }
      }
    };
  }

  /** What {@link #ingest} would come to, with nothing changed and nothing embedded. */
  public Ingested preview(Principal.Staff by, NewDocument document) {
    Fingerprint fingerprint = fingerprint(by, document);
    if (isStored(by, fingerprint)) {
      return new Ingested.Unchanged(fingerprint.id());
    }
    return switch (reader.read(document.mediaType(), document.content(), document.sourceName())) {
      case UnreadableDocument unreadable -> new Ingested.Rejected(unreadable);
      case ParsedDocument parsed ->
          new Ingested.Stored(fingerprint.id(), chunker.chunks(parsed).size());
    };
  }

  /**
   * The documents of an origin, by name.
   *
   * @param customer whose they are; null for those that are no single customer's
   * @param beginning how their names begin
   */
  public List<StoredSource> sources(
      Principal.Staff by, Origin origin, @Nullable UUID customer, String beginning) {
    List<StoredSource> sources = new ArrayList<>();
    for (Row row : database.read(by, SOURCES, origin.stored(), customer, beginning)) {
      sources.add(new StoredSource(row.getUUID(0), row.getString(1)));
    }
    return List.copyOf(sources);
  }

  /**
   * Names how passages are made: with another recipe every document changes. Which model their
   * vectors are by is no part of it: those of another are added to what is stored.
   */
  public String recipe() {
    return Chunker.VERSION + "/" + WordAnalysis.VERSION;
  }

  private Fingerprint fingerprint(Principal by, NewDocument document) {
    return Fingerprint.of(by.tenant(), document, recipe());
  }

  /**
   * Removes a document with its passages; false where there is none that this member of staff may
   * see.
   */
  public boolean delete(Principal.Staff by, UUID document) {
    return remove(by, document);
  }

  /** The same for whoever may delete the document. */
  boolean remove(Principal by, UUID document) {
    note(by, "delete document", document);
    return database.inTransaction(
        by, Access.WRITE, connection -> connection.query(REMOVE, document).rowCount() > 0);
  }

  private void note(Principal by, String action, UUID document) {
    if (audit != null) {
      AuditTrail trail =
          audit.trail(byOperator ? Actor.operator(by.tenant()) : Actor.of(by, ""), "");
      trail.note(action, Decision.ALLOWED, RowKey.of("ringfence.document", document));
      trail.settle();
    }
  }

  private boolean isStored(Principal by, Fingerprint fingerprint) {
    RowIterator<Row> rows = database.read(by, FINGERPRINT, fingerprint.id()).iterator();
    return rows.hasNext() && rows.next().getBuffer(0).equals(fingerprint.everything());
  }

  private int replace(
      Principal by,
      NewDocument document,
      Fingerprint fingerprint,
      Cut cut,
      Consumer<TenantConnection> room) {
    List<Tuple> chunkRows = new ArrayList<>();
    List<Tuple> vectorRows = new ArrayList<>();
    for (Chunk chunk : cut.chunks()) {
      chunkRows.add(
          owned(by, document, fingerprint, chunk)
              .addString(cut.title())
              .addString(chunk.headingPath())
              .addString(chunk.anchor())
              .addString(chunk.text()));
      cut.vectors()
          .forEach(
              (model, made) ->
                  vectorRows.add(
                      owned(by, document, fingerprint, chunk)
                          .addString(model)
                          .addString(StoredVector.literal(made.get(chunk.ordinal())))));
    }
    return database.inTransaction(
        by,
        Access.WRITE,
        connection -> {
          // Two who read in the same document at once would both find nothing to remove.
          connection.query(LOCK, by.tenant() + "/" + fingerprint.id());
          vectors.requireSearched(connection, by, cut.vectors().keySet());
          OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
          OffsetDateTime created = remove(connection, fingerprint.id()).orElse(now);
          room.accept(connection);
          connection.query(
              ADD_DOCUMENT,
              by.tenant(),
              fingerprint.id(),
              document.visibility().stored(),
              document.customer(),
              document.sourceName(),
              cut.title(),
              document.url(),
              document.mediaType(),
              fingerprint.content(),
              fingerprint.everything(),
              created,
              now,
              document.origin().stored());
          add(connection, ADD_CHUNK, chunkRows);
          add(connection, ADD_VECTOR, vectorRows);
          words.add(connection, fingerprint.id(), cut.words());
          return chunkRows.size();
        });
  }

  private static void add(
      TenantConnection connection, @CompileTimeConstant String statement, List<Tuple> rows) {
    for (int from = 0; from < rows.size(); from += ROWS) {
      connection.executeBatch(statement, rows.subList(from, Math.min(from + ROWS, rows.size())));
    }
  }

  private static Optional<OffsetDateTime> remove(TenantConnection connection, UUID document) {
    RowIterator<Row> removed = connection.query(REMOVE, document).iterator();
    return removed.hasNext() ? Optional.of(removed.next().getOffsetDateTime(0)) : Optional.empty();
  }

  private static Tuple owned(
      Principal by, NewDocument document, Fingerprint fingerprint, Chunk chunk) {
    return Tuple.tuple()
        .addUUID(by.tenant())
        .addUUID(fingerprint.id())
        .addString(document.visibility().stored())
        .addUUID(document.customer())
        .addInteger(chunk.ordinal());
  }
}
