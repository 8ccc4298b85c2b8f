package dev.ringfence.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;

/**
 * The audit for commands that work as an administrator: an entry is added over their own
 * connection, and is there exactly when their work is. It holds its chain until the transaction
 * ends, so it is the last thing that a transaction does.
 */
public final class AuditLog {
  private static final String OPEN =
      "INSERT INTO ringfence.audit_head (tenant_id, number, hash) VALUES (?, 0, ?)"
          + " ON CONFLICT DO NOTHING";
  private static final String LOCK =
      "SELECT number, hash FROM ringfence.audit_head WHERE tenant_id = ? FOR UPDATE";
  private static final String ADD =
      "INSERT INTO ringfence.audit_entry (tenant_id, number, at, actor, role, subject, action,"
          + " decision, code, row_count, row_keys, request_id, previous, hash, seal)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String MOVE =
      "UPDATE ringfence.audit_head SET number = ?, hash = ? WHERE tenant_id = ?";

  private final AuditKey key;

  public AuditLog(AuditKey key) {
    this.key = key;
  }

  /**
   * Adds an entry to its tenant's chain: in the connection's transaction where it is in one, else
   * in one of its own.
   */
  public void record(Connection admin, AuditEntry entry) throws SQLException {
    if (!admin.getAutoCommit()) {
      add(admin, entry);
      return;
    }
    admin.setAutoCommit(false);
    try {
      add(admin, entry);
      admin.commit();
    } catch (SQLException e) {
      admin.rollback();
      throw e;
    } finally {
      admin.setAutoCommit(true);
    }
  }

  private void add(Connection admin, AuditEntry entry) throws SQLException {
    UUID tenant = entry.actor().tenant();
    ChainedEntry next = ChainedEntry.after(lock(admin, tenant), entry, key);
    try (PreparedStatement add = admin.prepareStatement(ADD);
        PreparedStatement move = admin.prepareStatement(MOVE)) {
      Array keys = admin.createArrayOf("text", next.rowKeys().toArray());
      add.setObject(1, tenant);
      add.setLong(2, next.number());
      add.setTimestamp(3, Timestamp.from(next.time()));
      add.setString(4, next.actor());
      add.setString(5, next.role());
      add.setObject(6, next.subject());
      add.setString(7, next.action());
      add.setString(8, next.decision());
      add.setString(9, next.code());
      add.setLong(10, next.rowCount());
      add.setArray(11, keys);
      add.setString(12, next.requestId());
      add.setBytes(13, next.previous());
      add.setBytes(14, next.hash());
      add.setBytes(15, next.seal());
      add.executeUpdate();
      move.setLong(1, next.number());
      move.setBytes(2, next.hash());
      move.setObject(3, tenant);
      move.executeUpdate();
    }
  }

  private static ChainHead lock(Connection admin, UUID tenant) throws SQLException {
    try (PreparedStatement open = admin.prepareStatement(OPEN);
        PreparedStatement lock = admin.prepareStatement(LOCK)) {
      open.setObject(1, tenant);
      open.setBytes(2, ChainHead.NONE.hash());
      open.executeUpdate();
      lock.setObject(1, tenant);
      try (var rows = lock.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the head of the audit chain cannot be read");
        }
        return new ChainHead(rows.getLong(1), rows.getBytes(2));
      }
    }
  }
}
