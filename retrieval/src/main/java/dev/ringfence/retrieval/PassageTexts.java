package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.retrieval.DistinctPassages.Found;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads passages by their keys, and looks a second time whose they are. */
final class PassageTexts {
  private static final String CHUNK = "ringfence.chunk";

  /** Parameters: $1 and $2 the documents and ordinals, in the order wanted. */
  private static final String TEXTS =
      """
      SELECT d.id, d.title, d.updated_at, p.heading_path, d.url, p.anchor, p.text, d.visibility,
             p.ordinal, CAST(d.tenant_id AS text) AS tenant, CAST(d.customer_id AS text) AS customer,
             CAST(p.tenant_id AS text) AS part_tenant, p.visibility AS part_visibility,
             CAST(p.customer_id AS text) AS part_customer
        FROM unnest(CAST($1 AS uuid[]), CAST($2 AS integer[])) WITH ORDINALITY AS wanted (document_id, ordinal, place)
        JOIN ringfence.chunk p USING (document_id, ordinal)
        JOIN ringfence.document d ON (d.tenant_id, d.id) = (p.tenant_id, p.document_id)
       ORDER BY wanted.place
      """;

  private PassageTexts() {}

  /** Those of them that the reader may have, in the same order. */
  static List<Found> read(TenantConnection connection, List<PassageKey> keys, Reading reading) {
    List<Found> found = new ArrayList<>();
    for (Row row :
        connection.query(
            TEXTS,
            keys.stream().map(PassageKey::document).toArray(UUID[]::new),
            keys.stream().map(PassageKey::ordinal).toArray(Integer[]::new))) {
      if (admits(reading, row)) {
        found.add(found(row));
      }
    }
    return found;
  }

  /** What the audit calls a passage. */
  static RowKey key(PassageKey passage) {
    return new RowKey(
        CHUNK,
        List.of(
            new RowKey.Part(passage.document().toString(), false),
            new RowKey.Part(Integer.toString(passage.ordinal()), false)));
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

  private static Found found(Row row) {
    @Nullable String owner = row.getString("customer");
    Passage passage =
        new Passage(
            row.getUUID("id"),
            row.getString("title"),
            row.getString("heading_path"),
            at(row.getString("url"), row.getString("anchor")),
            row.getString("text"),
            Visibility.ofStored(row.getString("visibility")));
    return new Found(
        passage,
        row.getInteger("ordinal"),
        owner == null ? null : UUID.fromString(owner),
        row.getOffsetDateTime("updated_at"));
  }

  private static @Nullable String at(@Nullable String url, @Nullable String anchor) {
    return url == null || anchor == null || url.contains("#") ? url : url + "#" + anchor;
  }
}
