package dev.ringfence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all chains, or one, from their beginnings, and says where each is first not what was
 * written. It keeps one entry in memory at a time.
 */
public final class AuditVerification {
  private static final int FETCH = 2_000;
  private static final int STEP = 10_000;

  /** What no entry has: keys hold no line feed. */
  private static final List<@Nullable String> NO_LIST = List.of("\n");

  private static final String ENTRIES =
      """
      SELECT tenant_id, number,
             CASE WHEN isfinite(at) THEN CAST(extract(epoch FROM at) * 1000000 AS numeric) END,
             actor, role, subject, action, decision, code, row_count, row_keys, request_id,
             previous, hash, seal
        FROM ringfence.audit_entry
       WHERE CAST(? AS uuid) IS NULL OR tenant_id = CAST(? AS uuid)
       ORDER BY tenant_id, number
      """;

  private final AuditKey key;
  private final Map<UUID, ChainHead> remembered;
  private final LongConsumer progress;

  /**
   * @param remembered ends of chains as they are known outside of the database
   * @param progress is told now and then how many entries were read
   */
  public AuditVerification(AuditKey key, Map<UUID, ChainHead> remembered, LongConsumer progress) {
    this.key = key;
    this.remembered = new TreeMap<>(remembered);
    this.progress = progress;
  }

  /**
   * How it ended.
   *
   * @param findings at most one for each chain
   */
  public record Result(long chains, long entries, List<AuditFinding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Verifies on a connection of its own.
   *
   * @param tenant the chain to look at; null for all
   */
  public Result verify(Connection admin, @Nullable UUID tenant) throws SQLException {
    admin.setAutoCommit(false);
    admin.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      return check(admin, tenant);
    } finally {
      admin.rollback();
    }
  }

  /** Verifies what the connection sees in its transaction. */
  Result check(Connection admin, @Nullable UUID tenant) throws SQLException {
    return new Reading(heads(admin), tenant).read(admin);
  }

  /** The ends of all chains, as the database says. */
  public static Map<UUID, ChainHead> heads(Connection admin) throws SQLException {
    Map<UUID, ChainHead> heads = new TreeMap<>();
    try (PreparedStatement select =
            admin.prepareStatement("SELECT tenant_id, number, hash FROM ringfence.audit_head");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        heads.put(rows.getObject(1, UUID.class), new ChainHead(rows.getLong(2), bytes(rows, 3)));
      }
    }
    return heads;
  }

  private final class Reading {
    private final Map<UUID, ChainHead> heads;
    private final @Nullable UUID only;
    private final TreeSet<UUID> unread = new TreeSet<>();
    private final List<AuditFinding> findings = new ArrayList<>();
    private @Nullable ChainCheck check;
    private @Nullable UUID at;
    private boolean broken;
    private long chains;
    private long entries;

    Reading(Map<UUID, ChainHead> heads, @Nullable UUID only) {
      this.heads = heads;
      this.only = only;
      unread.addAll(heads.keySet());
      unread.addAll(remembered.keySet());
      unread.removeIf(tenant -> only != null && !only.equals(tenant));
    }

    Result read(Connection admin) throws SQLException {
      try (PreparedStatement select = admin.prepareStatement(ENTRIES)) {
        select.setObject(1, only);
        select.setObject(2, only);
        select.setFetchSize(FETCH);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            take(entry(rows));
          }
        }
      }
      finish();
      for (UUID tenant : List.copyOf(unread)) {
        begin(tenant);
        finish();
      }
      return new Result(chains, entries, findings);
    }

    private void take(ChainedEntry entry) {
      if (!entry.tenant().equals(at)) {
        finish();
        begin(entry.tenant());
      }
      if (!broken && check != null) {
        note(check.next(entry));
      }
      if (++entries % STEP == 0) {
        progress.accept(entries);
      }
    }

    private void begin(UUID tenant) {
      at = tenant;
      check = new ChainCheck(tenant, key, remembered.get(tenant));
      broken = false;
      chains++;
      unread.remove(tenant);
    }

    private void finish() {
      if (at != null && check != null && !broken) {
        note(check.end(heads.get(at)));
      }
      at = null;
      check = null;
    }

    private void note(Optional<AuditFinding> finding) {
      finding.ifPresent(
          found -> {
            findings.add(found);
            broken = true;
          });
    }
  }

  private static ChainedEntry entry(ResultSet rows) throws SQLException {
    var micros = rows.getBigDecimal(3);
    var keys = rows.getArray(11);
    return new ChainedEntry(
        rows.getObject(1, UUID.class),
        rows.getLong(2),
        micros == null ? Long.MIN_VALUE : micros.longValue(),
        rows.getString(4),
        rows.getString(5),
        rows.getObject(6, UUID.class),
        rows.getString(7),
        rows.getString(8),
        rows.getString(9),
        rows.getLong(10),
        keys == null ? NO_LIST : list(keys.getArray()),
        rows.getString(12),
        bytes(rows, 13),
        bytes(rows, 14),
        bytes(rows, 15));
  }

  private static List<@Nullable String> list(Object array) {
    return array instanceof @Nullable String[] keys ? Arrays.asList(keys) : NO_LIST;
  }

  private static byte[] bytes(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }
}
