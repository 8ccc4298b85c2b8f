package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;

/** Counts that documents were sources of an answer, for the staff who keep them. */
public final class DocumentUses {
  /**
   * Of documents that are private to a person nothing is written; a document that is not there any
   * more, or not the reader's, is passed over.
   *
   * <p>Parameters: $1 the tenant, $2 the reader, $3 the documents, $4 an id for each, $5 when.
   */
  private static final String ADD =
      """
      INSERT INTO ringfence.document_use (tenant_id, owner_id, id, document_id, used_at)
      SELECT $1, $2, used.id, d.id, $5
        FROM unnest(CAST($3 AS uuid[]), CAST($4 AS uuid[])) AS used (document_id, id)
        JOIN ringfence.document d ON d.id = used.document_id
       WHERE d.visibility <> 'private'
      """;

  private DocumentUses() {}

  /**
   * Notes an answer's documents.
   *
   * @param connection of a transaction that is bound to the reader and may write
   * @param ids makes random ids
   */
  public static void add(
      TenantConnection connection,
      Principal reader,
      Collection<UUID> documents,
      Instant at,
      Supplier<UUID> ids) {
    if (!documents.isEmpty()) {
      connection.query(
          ADD,
          reader.tenant(),
          reader.subject(),
          documents.toArray(UUID[]::new),
          documents.stream().map(_ -> ids.get()).toArray(UUID[]::new),
          at.atOffset(ZoneOffset.UTC));
    }
  }
}
