package dev.ringfence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows have a tenant, as the catalogue has it.
 *
 * @param id the last column of its primary key
 * @param owner the column with the customer or person; null where rows are the whole tenant's
 */
public record OwnedRows(
    String schema, String table, String id, @Nullable String owner, boolean hasVisibility) {
  private static final String COLUMNS =
      """
      SELECT a.attname, array_position(CAST(i.indkey AS int2[]), a.attnum)
        FROM pg_catalog.pg_namespace AS n
        JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid AND i.indisprimary
       WHERE n.nspname || '.' || c.relname = ?
       ORDER BY 2 NULLS FIRST, a.attnum
      """;
  private static final Set<String> PERSONAL =
      Set.of("conversation", "message", "placeholder", "approval");
  private static final int MOST = 20;

  /**
   * A row that is there now.
   *
   * @param visibility of a document; null for any other row
   */
  public record Found(UUID tenant, @Nullable UUID owner, @Nullable String visibility) {}

  static Optional<OwnedRows> find(Connection admin, String name) throws SQLException {
    Set<String> columns = new HashSet<>();
    String id = "";
    try (PreparedStatement select = admin.prepareStatement(COLUMNS)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
          id = rows.getObject(2) == null ? id : rows.getString(1);
        }
      }
    }
    int dot = name.indexOf('.');
    if (dot < 0 || id.isEmpty() || !columns.contains("tenant_id")) {
      return Optional.empty();
    }
    String owner =
        columns.contains("customer_id")
            ? "customer_id"
            : columns.contains("owner_id") ? "owner_id" : null;
    return Optional.of(
        new OwnedRows(
            name.substring(0, dot),
            name.substring(dot + 1),
            id,
            owner,
            columns.contains("visibility")));
  }

  /** The rows that have an id, in any tenant. */
  public List<Found> withId(Connection admin, String value) throws SQLException {
    List<Found> found = new ArrayList<>();
    String sql =
        "SELECT DISTINCT tenant_id, "
            + (owner == null ? "CAST(NULL AS uuid)" : owner)
            + (hasVisibility ? ", visibility" : ", CAST(NULL AS text)")
            + " FROM "
            + quoted()
            + " WHERE CAST("
            + quote(id)
            + " AS text) = ? LIMIT "
            + MOST;
    try (PreparedStatement select = admin.prepareStatement(sql)) {
      select.setString(1, value);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Found(
                  rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getString(3)));
        }
      }
    }
    return found;
  }

  /** Whether a row is one person's alone, whoever that is. */
  boolean isPersonal(Found row) {
    return (schema.equals("ringfence") && PERSONAL.contains(table))
        || "private".equals(row.visibility());
  }

  /** Whether all customers of the tenant may read a row. */
  boolean isShared(Found row) {
    return owner == null || "public".equals(row.visibility()) || "tenant".equals(row.visibility());
  }

  /** Whether visitors may read a row. */
  public boolean isPublic(Found row) {
    return "public".equals(row.visibility());
  }

  String quoted() {
    return quote(schema) + "." + quote(table);
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
