package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.retrieval.DistinctPassages.Found;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the best passages in their documents. A section that is longer than a passage
 * was cut: a model that is shown one part of it is shown the parts before and behind it as well,
 * where they stand under the same headings and were not found themselves.
 */
final class Surroundings {
  private static final String CHUNK = "ringfence.chunk";

  private static final int BEST = 3;

  /** Parameters: $1 and $2 the documents and ordinals. */
  private static final String BESIDE =
      """
      SELECT p.document_id, p.ordinal, p.heading_path, p.text, p.visibility,
             CAST(p.tenant_id AS text) AS tenant, CAST(p.customer_id AS text) AS customer
        FROM unnest(CAST($1 AS uuid[]), CAST($2 AS integer[])) AS wanted (document_id, ordinal)
        JOIN ringfence.chunk p USING (document_id, ordinal)
      """;

  private record Beside(String headingPath, String text) {}

  private Surroundings() {}

  /**
   * The same passages, the best of them with what stands beside them.
   *
   * @param reading takes the keys of what is added, and says whether it may be
   */
  static List<Found> of(TenantConnection connection, List<Found> found, Reading reading) {
    Map<PassageKey, Beside> beside = read(connection, wanted(found), reading);
    if (beside.isEmpty()) {
      return found;
    }
    List<Found> surrounded = new ArrayList<>();
    for (Found each : found) {
      boolean best = surrounded.size() < BEST;
      surrounded.add(
          best
              ? each.between(text(beside, each, -1, reading), text(beside, each, 1, reading))
              : each);
    }
    return List.copyOf(surrounded);
  }

  private static Set<PassageKey> wanted(List<Found> found) {
    Set<PassageKey> wanted = new HashSet<>();
    for (Found each : found.subList(0, Math.min(BEST, found.size()))) {
      wanted.add(key(each, -1));
      wanted.add(key(each, 1));
    }
    found.forEach(each -> wanted.remove(each.key()));
    return wanted;
  }

  private static Map<PassageKey, Beside> read(
      TenantConnection connection, Set<PassageKey> wanted, Reading reading) {
    Map<PassageKey, Beside> beside = new HashMap<>();
    if (wanted.isEmpty()) {
      return beside;
    }
    List<PassageKey> keys = wanted.stream().sorted().toList();
    for (Row row :
        connection.query(
            BESIDE,
            keys.stream().map(PassageKey::document).toArray(UUID[]::new),
            keys.stream().map(PassageKey::ordinal).toArray(Integer[]::new))) {
      RowOwner owner =
          new RowOwner.OfDocument(
              row.getString("tenant"), row.getString("visibility"), row.getString("customer"));
      if (reading.admits(CHUNK, owner)) {
        beside.put(
            PassageKey.of(row), new Beside(row.getString("heading_path"), row.getString("text")));
      }
    }
    return beside;
  }

  private static @Nullable String text(
      Map<PassageKey, Beside> beside, Found found, int step, Reading reading) {
    PassageKey key = key(found, step);
    Beside there = beside.get(key);
    if (there == null || !there.headingPath().equals(found.passage().headingPath())) {
      return null;
    }
    reading.add(PassageTexts.key(key));
    return there.text();
  }

  private static PassageKey key(Found found, int step) {
    return new PassageKey(found.passage().documentId(), found.ordinal() + step);
  }
}
