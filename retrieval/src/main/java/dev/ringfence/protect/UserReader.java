package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads who uses a table today: its owner, whoever holds a right on it or on a column of it,
 * whoever reads every table, and, where PUBLIC holds a right, every login that may connect. The
 * service's own roles are none of them.
 */
final class UserReader {
  private final Connection connection;

  UserReader(Connection connection) {
    this.connection = connection;
  }

  List<OwnedTable.User> read(Long[] relations) throws SQLException {
    return Rows.of(
        connection,
        row ->
            new OwnedTable.User(
                row.getString("rolname"),
                row.getBoolean("exempt"),
                row.getBoolean("owner"),
                row.getBoolean("everybody"),
                row.getBoolean("connects"),
                row.getString("how"),
                Rows.texts(row, "members")),
        "WITH rel AS (SELECT c.oid, c.relowner, c.relacl, c.relnamespace FROM pg_class AS c"
            + "   WHERE c.oid::int8 = ANY (?)),"
            + " granted AS ("
            + "   SELECT a.grantee, a.privilege_type AS how FROM rel, aclexplode(rel.relacl) AS a"
            + "   UNION SELECT a.grantee, a.privilege_type || ' on ' || quote_ident(t.attname)"
            + "     FROM rel JOIN pg_attribute AS t ON t.attrelid = rel.oid,"
            + "     aclexplode(t.attacl) AS a),"
            + " login AS (SELECT r.oid FROM pg_roles AS r WHERE r.rolcanlogin AND NOT r.rolsuper"
            + "   AND has_database_privilege(r.oid, current_database(), 'CONNECT')),"
            + " use AS ("
            + "   SELECT relowner AS role, 'owner' AS how, 1 AS rank FROM rel"
            + "   UNION SELECT grantee, how, 2 FROM granted WHERE grantee <> 0"
            + "     AND grantee NOT IN (SELECT relowner FROM rel)"
            + "   UNION SELECT login.oid, p.rolname::text, 2 FROM login, pg_roles AS p"
            + "     WHERE p.rolname IN ('pg_read_all_data', 'pg_write_all_data')"
            + "     AND pg_has_role(login.oid, p.oid, 'USAGE')"
            + "   UNION SELECT login.oid, granted.how || ' as everybody', 3 FROM login, granted"
            + "     WHERE granted.grantee = 0 AND EXISTS (SELECT FROM rel WHERE"
            + "     has_schema_privilege(login.oid, rel.relnamespace, 'USAGE')))"
            + " SELECT r.rolname::text AS rolname, r.rolsuper OR r.rolbypassrls AS exempt,"
            + " min(use.rank) = 1 AS owner, min(use.rank) = 3 AS everybody,"
            + " NOT r.rolcanlogin OR has_database_privilege(r.oid, current_database(), 'CONNECT')"
            + "   AS connects,"
            + " string_agg(use.how, ', ' ORDER BY use.rank, use.how) AS how,"
            + " ARRAY(SELECT m.rolname::text FROM pg_roles AS m WHERE m.oid <> r.oid"
            + "   AND NOT m.rolsuper AND pg_has_role(m.oid, r.oid, 'MEMBER') ORDER BY 1) AS members"
            + " FROM use JOIN pg_roles AS r ON r.oid = use.role"
            + " WHERE r.rolname <> ALL (ARRAY['ringfence_owner', 'ringfence_seal']::name[])"
            + " AND r.rolname <> ALL (?::name[])"
            + " GROUP BY r.oid, r.rolname, r.rolsuper, r.rolbypassrls, r.rolcanlogin"
            + " ORDER BY min(use.rank), 1",
        relations,
        ServiceRoles.array());
  }
}
