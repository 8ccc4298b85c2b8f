package dev.ringfence.retrieval;

import dev.ringfence.database.TenantConnection;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;

/**
 * Writes the words of a document, in the transaction that writes the document; the foreign keys
 * remove them with it.
 */
final class WordStore {
  private static final int ROWS = 5_000;

  private static final String ADD_DOCUMENT =
      """
      INSERT INTO ringfence.document_words (tenant_id, document_id, visibility, customer_id, language, passages, words)
      SELECT d.tenant_id, d.id, d.visibility, d.customer_id, $2, $3, $4
        FROM ringfence.document d
       WHERE d.id = $1
      """;

  private static final String ADD_POSTINGS =
      """
      INSERT INTO ringfence.posting (tenant_id, document_id, visibility, customer_id, word, part, passages)
      SELECT d.tenant_id, d.id, d.visibility, d.customer_id, p.word, p.part, p.passages
        FROM ringfence.document d
       CROSS JOIN unnest(CAST($2 AS bigint[]), CAST($3 AS integer[]), CAST($4 AS bytea[])) AS p (word, part, passages)
       WHERE d.id = $1
      """;

  /** Adds the words of a document that has been added, and has no words yet. */
  void add(TenantConnection connection, UUID document, DocumentWords words) {
    connection.query(
        ADD_DOCUMENT, document, words.language().code(), words.passages(), words.length());
    List<DocumentWords.Row> rows = words.rows();
    for (int from = 0; from < rows.size(); from += ROWS) {
      List<DocumentWords.Row> some = rows.subList(from, Math.min(from + ROWS, rows.size()));
      connection.query(
          ADD_POSTINGS,
          document,
          some.stream().map(DocumentWords.Row::word).toArray(Long[]::new),
          some.stream().map(DocumentWords.Row::part).toArray(Integer[]::new),
          some.stream().map(DocumentWords.Row::passages).toArray(Buffer[]::new));
    }
  }
}
