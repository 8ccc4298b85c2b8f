package dev.ringfence.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of {@code ringfence.erasure} of this erasure: what was deleted so far, by table. */
record ErasureLog(UUID tenant, UUID id, Map<String, Long> deleted) {
  static ErasureLog begin(AdminConnection connection, Subject subject) {
    @Nullable String customer =
        subject.customer() == null ? null : subject.customer().id().toString();
    List<ErasureLog> running =
        connection.list(
            row ->
                new ErasureLog(
                    subject.tenant(), row.getObject(1, UUID.class), counts(row.getString(2))),
            "SELECT id, deleted FROM ringfence.erasure WHERE tenant_id = ?"
                + " AND customer IS NOT DISTINCT FROM ? AND state = 'running'",
            subject.tenant(),
            customer);
    if (!running.isEmpty()) {
      return running.getFirst();
    }
    UUID id = UUID.randomUUID();
    connection.change(
        "INSERT INTO ringfence.erasure (tenant_id, id, customer, state)"
            + " VALUES (?, ?, ?, 'running')",
        subject.tenant(),
        id,
        customer);
    connection.commit();
    return new ErasureLog(subject.tenant(), id, new TreeMap<>());
  }

  private static Map<String, Long> counts(String json) {
    Map<String, Long> counts = new TreeMap<>();
    JsonObject read = new JsonObject(json);
    read.fieldNames().forEach(table -> counts.put(table, read.getLong(table)));
    return counts;
  }

  void note(AdminConnection connection, Map<String, Long> counts) {
    counts.forEach((table, rows) -> deleted.merge(table, rows, Long::sum));
    connection.change(
        "UPDATE ringfence.erasure SET deleted = ?::jsonb WHERE tenant_id = ? AND id = ?",
        new JsonObject(new LinkedHashMap<>(deleted)).encode(),
        tenant,
        id);
  }

  void finish(AdminConnection connection, String receipt) {
    connection.change(
        "UPDATE ringfence.erasure SET state = 'done', finished_at = now(), receipt = ?"
            + " WHERE tenant_id = ? AND id = ?",
        receipt,
        tenant,
        id);
  }

  JsonObject receipt(
      AdminConnection connection,
      Subject subject,
      TenantCatalog catalog,
      InstantSource clock,
      Set<String> left) {
    JsonArray tables = new JsonArray();
    StringBuilder lines = new StringBuilder();
    deleted.forEach(
        (table, rows) -> {
          tables.add(new JsonObject().put("table", table).put("deleted", rows));
          lines.append(table).append('\t').append(rows).append('\n');
        });
    JsonObject kept = new JsonObject();
    for (TenantTable table : catalog.tables().values()) {
      TenantCatalog.kept(table).ifPresent(why -> kept.put(table.name(), why));
    }
    return new JsonObject()
        .put("receipt", "ringfence erasure 1")
        .put("id", id.toString())
        .put("tenant", subject.tenant().toString())
        .put("slug", subject.slug())
        .put("customer", subject.customer() == null ? null : subject.customer().id().toString())
        .put(
            "startedAt",
            connection.text(
                "SELECT to_char(started_at AT TIME ZONE 'UTC',"
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM ringfence.erasure WHERE id = ?",
                id))
        .put("finishedAt", clock.instant().toString())
        .put("administrator", connection.text("SELECT current_user::text"))
        .put("tables", tables)
        .put("rows", deleted.values().stream().mapToLong(Long::longValue).sum())
        .put("tablesSha256", sha256(lines.toString()))
        .put("remaining", 0)
        .put("kept", kept)
        .put("left", new JsonArray(left.stream().sorted().toList()));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
