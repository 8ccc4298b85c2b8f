package dev.ringfence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who could read a row, by its owner and the members there are now, and who did, by the audit. */
public final class RowReaders {
  private static final String MEMBERS =
      """
      SELECT t.slug, t.status, m.role, m.issuer, m.subject, m.status
        FROM ringfence.membership AS m
        JOIN ringfence.tenant AS t ON t.id = m.tenant_id
       WHERE m.tenant_id = ?
         AND CASE WHEN ? THEN m.member_id = ?
                  WHEN m.role = 'staff' THEN has_table_privilege('ringfence_staff', ?, 'SELECT')
                  ELSE has_table_privilege('ringfence_customer', ?, 'SELECT')
                       AND (? OR m.member_id = ?) END
       ORDER BY m.role, m.issuer, m.subject
      """;

  /** An entry names a row by the last part of its key, and a passage by its document's. */
  private static final String ENTRIES =
      """
      SELECT e.tenant_id, e.number, e.at, e.actor, e.role, e.subject, e.action, e.decision,
             e.request_id, e.row_keys @> ARRAY[? || '/*'] AS summed
        FROM ringfence.audit_entry AS e
       WHERE (CAST(? AS uuid) IS NULL OR e.tenant_id = CAST(? AS uuid))
         AND EXISTS (
               SELECT FROM unnest(e.row_keys) AS k (key), unnest(?) AS v (value)
                WHERE k.key IN (? || '/' || v.value, ? || '/*')
                   OR (starts_with(k.key, ? || '/')
                       AND right(k.key, length(v.value) + 1) = ',' || v.value)
                   OR (? = 'ringfence.document'
                       AND starts_with(k.key, 'ringfence.chunk/' || v.value || ',')))
       ORDER BY e.tenant_id, e.number
      """;

  private final Connection admin;
  private final AuditKey key;

  public RowReaders(Connection admin, AuditKey key) {
    this.admin = admin;
    this.key = key;
  }

  /**
   * Somebody who could read a row.
   *
   * @param tenantStatus {@code active}, or why nobody of the tenant can
   * @param status of the membership
   */
  public record Member(
      String tenant,
      String tenantStatus,
      String role,
      String issuer,
      String subject,
      String status) {}

  /**
   * Somebody who read it.
   *
   * @param summed whether the entry says only that rows of this table were summed up
   */
  public record Read(
      UUID tenant,
      long number,
      Instant at,
      String actor,
      String role,
      @Nullable UUID subject,
      String action,
      String decision,
      String requestId,
      boolean summed) {}

  /** A table that the question is about; empty where there is none with a tenant in its rows. */
  public Optional<OwnedRows> table(String name) throws SQLException {
    return OwnedRows.find(admin, name);
  }

  /** Who could read a row now, members who are no longer active included. */
  public List<Member> couldRead(OwnedRows table, OwnedRows.Found row) throws SQLException {
    List<Member> members = new ArrayList<>();
    try (PreparedStatement select = admin.prepareStatement(MEMBERS)) {
      select.setObject(1, row.tenant());
      select.setBoolean(2, table.isPersonal(row));
      select.setObject(3, row.owner());
      select.setString(4, table.quoted());
      select.setString(5, table.quoted());
      select.setBoolean(6, table.isShared(row));
      select.setObject(7, row.owner());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          members.add(
              new Member(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6)));
        }
      }
    }
    return members;
  }

  /**
   * Who read a row, one after another.
   *
   * @param tenant whose chain is asked; null for all
   */
  public void whoRead(String table, String id, @Nullable UUID tenant, Consumer<Read> each)
      throws SQLException {
    boolean before = admin.getAutoCommit();
    admin.setAutoCommit(false);
    try (PreparedStatement select = admin.prepareStatement(ENTRIES)) {
      select.setString(1, table);
      select.setObject(2, tenant);
      select.setObject(3, tenant);
      select.setArray(
          4, admin.createArrayOf("text", Arrays.asList(id, key.pseudonym(id)).toArray()));
      for (int i = 5; i <= 8; i++) {
        select.setString(i, table);
      }
      select.setFetchSize(500);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          each.accept(read(rows));
        }
      }
    } finally {
      admin.rollback();
      admin.setAutoCommit(before);
    }
  }

  private static Read read(ResultSet rows) throws SQLException {
    return new Read(
        rows.getObject(1, UUID.class),
        rows.getLong(2),
        rows.getTimestamp(3).toInstant(),
        rows.getString(4),
        rows.getString(5),
        rows.getObject(6, UUID.class),
        rows.getString(7),
        rows.getString(8),
        rows.getString(9),
        rows.getBoolean(10));
  }
}
