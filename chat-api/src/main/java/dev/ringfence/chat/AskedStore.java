package dev.ringfence.chat;

import dev.ringfence.audit.Reading;
import dev.ringfence.audit.RowKey;
import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and not found. Everybody adds to it, the staff of the tenant read it and nobody
 * else; who asked is not told to anybody.
 */
final class AskedStore {
  /** For so long it is kept. */
  static final Duration KEPT = Duration.ofDays(90);

  private static final String TABLE = "ringfence.asked";

  private static final String ADD =
      "INSERT INTO ringfence.asked (tenant_id, owner_id, id, question, asked_at)"
          + " VALUES ($1, $2, $3, $4, $5)";

  /**
   * Parameters: $1 the question after which it begins, $2 how many, $3 and $4 from and to when.
   * Questions are equal that have the same words in the same order: case, punctuation and spaces do
   * not count. Their id follows from the words; what is shown of them is the latest form.
   */
  private static final String GROUPS =
      """
      WITH worded AS (
        SELECT a.tenant_id, a.question, a.asked_at,
               btrim(regexp_replace(lower(a.question), '[[:space:][:punct:]]+', ' ', 'g')) AS words
          FROM ringfence.asked a
         WHERE a.asked_at >= $3 AND a.asked_at <= $4),
      grouped AS (
        SELECT w.tenant_id, (array_agg(w.question ORDER BY w.asked_at DESC, w.question))[1] AS question,
               count(*) AS times, max(w.asked_at) AS last_asked,
               CAST(encode(substring(sha256(convert_to(w.words, 'UTF8')) FROM 1 FOR 16), 'hex') AS uuid) AS id
          FROM worded w
         GROUP BY w.tenant_id, w.words)
      SELECT g.tenant_id, g.id, g.question, g.times, g.last_asked
        FROM grouped g
       WHERE CAST($1 AS uuid) IS NULL
          OR (g.times, g.last_asked, g.id)
             < (SELECT b.times, b.last_asked, b.id FROM grouped b WHERE b.id = CAST($1 AS uuid))
       ORDER BY g.times DESC, g.last_asked DESC, g.id DESC
       LIMIT $2
      """;

  private static final String REMOVE =
      """
      DELETE FROM ringfence.asked a
       WHERE CAST(encode(substring(sha256(convert_to(
               btrim(regexp_replace(lower(a.question), '[[:space:][:punct:]]+', ' ', 'g')), 'UTF8'))
             FROM 1 FOR 16), 'hex') AS uuid) = $1
      """;

  private final TenantDatabase database;

  AskedStore(TenantDatabase database) {
    this.database = database;
  }

  /**
   * Equal questions.
   *
   * @param question masked
   * @param times how often it was asked
   */
  record Group(UUID id, String question, long times, Instant lastAsked) {}

  /**
   * Adds a question, in a transaction that is bound to who asked.
   *
   * @param question masked, 1 to {@value MaskedQuestion#LONGEST} code points
   */
  void add(TenantConnection connection, Principal by, UUID id, String question, Instant at) {
    connection.query(ADD, by.tenant(), by.subject(), id, question, at.atOffset(ZoneOffset.UTC));
  }

  /** Removes what is past its time, whoever asked. */
  void forget(Principal by) {
    database.inTransaction(
        by, Access.WRITE, connection -> connection.query("SELECT ringfence.forget_asked()"));
  }

  /**
   * A page of what was asked, the most frequent first, then the latest.
   *
   * @param after the last of the page before; null for the first page
   */
  List<Group> list(
      Principal.Staff reader, @Nullable UUID after, int limit, Instant now, Reading reading) {
    OffsetDateTime to = now.atOffset(ZoneOffset.UTC);
    List<Group> groups = new ArrayList<>();
    for (Row row : database.read(reader, GROUPS, after, limit, to.minus(KEPT), to)) {
      if (reading.admits(TABLE, new RowOwner.OfTenant(row.getUUID("tenant_id").toString()))) {
        reading.add(new RowKey(TABLE, List.of()), row.getLong("times"));
        groups.add(
            new Group(
                row.getUUID("id"),
                row.getString("question"),
                row.getLong("times"),
                row.getOffsetDateTime("last_asked").toInstant()));
      }
    }
    return List.copyOf(groups);
  }

  /** Removes equal questions; false where there are none. */
  boolean delete(Principal.Staff by, UUID id) {
    return database.inTransaction(
        by, Access.WRITE, connection -> connection.query(REMOVE, id).rowCount() > 0);
  }
}
