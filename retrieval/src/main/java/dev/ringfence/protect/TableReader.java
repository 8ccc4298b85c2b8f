package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads one table and its partitions from the catalogue, and refuses what is none. */
final class TableReader {
  private final Connection connection;

  TableReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * The table of a name.
   *
   * @throws ProtectRefusedException for what cannot be protected, whatever the request
   */
  OwnedTable read(String name) throws SQLException {
    long oid = TableName.resolve(connection, name);
    // From here on nothing on the search path can stand in for an operator or a type.
    Rows.of(
        connection,
        row -> row.getString(1),
        "SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true)");
    List<OwnedTable.Relation> relations = relations(oid);
    Long[] oids = relations.stream().map(OwnedTable.Relation::oid).toArray(Long[]::new);
    return new OwnedTable(
        relations,
        columns(oid),
        keys(oid),
        indexes(oid),
        new UserReader(connection).read(oids),
        sequences(oid));
  }

  private List<OwnedTable.Relation> relations(long oid) throws SQLException {
    Map<Long, List<OwnedTable.Grant>> grants = grants(oid);
    Map<Long, Map<String, OwnedTable.Policy>> policies = policies(oid);
    return Rows.of(
        connection,
        row ->
            new OwnedTable.Relation(
                row.getLong("oid"),
                row.getString("nspname"),
                row.getString("relname"),
                row.getString("relkind").equals("p"),
                row.getString("owner"),
                row.getBoolean("relrowsecurity"),
                row.getBoolean("relforcerowsecurity"),
                grants.getOrDefault(row.getLong("oid"), List.of()),
                policies.getOrDefault(row.getLong("oid"), Map.of())),
        "SELECT c.oid::int8 AS oid, n.nspname, c.relname, c.relkind::text AS relkind,"
            + " pg_get_userbyid(c.relowner)::text AS owner, c.relrowsecurity,"
            + " c.relforcerowsecurity FROM pg_class AS c JOIN pg_namespace AS n"
            + " ON n.oid = c.relnamespace WHERE c.oid = ?::oid OR c.oid IN"
            + " (SELECT relid FROM pg_partition_tree(?::oid::regclass))"
            + " ORDER BY c.oid <> ?::oid, n.nspname, c.relname",
        oid,
        oid,
        oid);
  }

  private Map<Long, List<OwnedTable.Grant>> grants(long oid) throws SQLException {
    record Granted(long oid, OwnedTable.Grant grant) {}
    return Rows.of(
            connection,
            row ->
                new Granted(
                    row.getLong("oid"),
                    new OwnedTable.Grant(
                        row.getString("grantee"),
                        row.getString("privilege_type"),
                        row.getBoolean("is_grantable"),
                        row.getString("col"))),
            "SELECT c.oid::int8 AS oid, coalesce(r.rolname, '')::text AS grantee,"
                + " a.privilege_type, a.is_grantable, h.col FROM pg_class AS c"
                + " CROSS JOIN LATERAL (SELECT c.relacl, NULL::text UNION ALL"
                + "   SELECT t.attacl, t.attname::text FROM pg_attribute AS t"
                + "   WHERE t.attrelid = c.oid AND t.attacl IS NOT NULL) AS h (acl, col)"
                + " CROSS JOIN LATERAL aclexplode(h.acl) AS a"
                + " LEFT JOIN pg_roles AS r ON r.oid = a.grantee"
                + " WHERE (c.oid = ?::oid OR c.oid IN"
                + "   (SELECT relid FROM pg_partition_tree(?::oid::regclass)))",
            oid,
            oid)
        .stream()
        .collect(
            Collectors.groupingBy(
                Granted::oid,
                Collectors.mapping(
                    Granted::grant,
                    Collectors.collectingAndThen(
                        Collectors.toList(), list -> list.stream().sorted().toList()))));
  }

  private Map<Long, Map<String, OwnedTable.Policy>> policies(long oid) throws SQLException {
    record Named(long oid, String name, OwnedTable.Policy policy) {}
    Map<Long, Map<String, OwnedTable.Policy>> policies = new HashMap<>();
    for (Named named :
        Rows.of(
            connection,
            row ->
                new Named(
                    row.getLong("oid"),
                    row.getString("polname"),
                    new OwnedTable.Policy(
                        row.getBoolean("polpermissive"),
                        row.getString("polcmd"),
                        Rows.texts(row, "roles"),
                        row.getString("using"),
                        row.getString("check"),
                        row.getBoolean("reaches"))),
            "SELECT p.polrelid::int8 AS oid, p.polname, p.polpermissive, p.polcmd::text AS polcmd,"
                + " ARRAY(SELECT coalesce(r.rolname, '')::text FROM unnest(p.polroles) AS x (o)"
                + "   LEFT JOIN pg_roles AS r ON r.oid = x.o ORDER BY 1) AS roles,"
                + " coalesce(pg_get_expr(p.polqual, p.polrelid), '') AS using,"
                + " coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') AS check,"
                + " EXISTS (SELECT FROM unnest(p.polroles) AS x (o), pg_roles AS s"
                + "   WHERE s.rolname = ANY (?) AND (x.o = 0 OR pg_has_role(s.oid, x.o, 'MEMBER')))"
                + "   AS reaches"
                + " FROM pg_policy AS p WHERE p.polrelid = ?::oid OR p.polrelid IN"
                + "   (SELECT relid FROM pg_partition_tree(?::oid::regclass))",
            ServiceRoles.array(),
            oid,
            oid)) {
      policies.computeIfAbsent(named.oid(), _ -> new HashMap<>()).put(named.name(), named.policy());
    }
    return policies;
  }

  private LinkedHashMap<String, OwnedTable.Column> columns(long oid) throws SQLException {
    LinkedHashMap<String, OwnedTable.Column> columns = new LinkedHashMap<>();
    Rows.of(
            connection,
            row ->
                new OwnedTable.Column(
                    row.getString("attname"),
                    row.getString("type"),
                    row.getBoolean("attnotnull"),
                    row.getBoolean("deterministic")),
            "SELECT a.attname, format_type(a.atttypid, NULL) AS type, a.attnotnull,"
                + " coalesce(c.collisdeterministic, true) AS deterministic"
                + " FROM pg_attribute AS a LEFT JOIN pg_collation AS c ON c.oid = a.attcollation"
                + " WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped"
                + " ORDER BY a.attnum",
            oid)
        .forEach(column -> columns.put(column.name(), column));
    return columns;
  }

  private List<OwnedTable.Key> keys(long oid) throws SQLException {
    return Rows.of(
        connection,
        row ->
            new OwnedTable.Key(
                row.getString("name"),
                row.getString("kind"),
                Rows.texts(row, "columns"),
                row.getString("referenced"),
                Rows.texts(row, "referenced_columns")),
        "SELECT k.conname::text AS name, k.contype::text AS kind,"
            + " ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS x (n, i)"
            + "   JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = x.n"
            + "   ORDER BY x.i) AS columns,"
            + " CASE WHEN k.contype = 'f' THEN format('%I.%I', n.nspname, c.relname) END"
            + "   AS referenced,"
            + " ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS x (n, i)"
            + "   JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = x.n"
            + "   ORDER BY x.i) AS referenced_columns"
            + " FROM pg_constraint AS k LEFT JOIN pg_class AS c ON c.oid = k.confrelid"
            + " LEFT JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            + " WHERE k.conrelid = ?::oid AND k.contype IN ('p', 'u', 'f')"
            + " UNION ALL SELECT c.relname::text, 'i', ARRAY(SELECT coalesce(a.attname::text,"
            + "   pg_get_indexdef(i.indexrelid, x.i::int, true)) FROM unnest(i.indkey) WITH ORDINALITY AS x (n, i)"
            + "   LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = x.n"
            + "   WHERE x.i <= i.indnkeyatts ORDER BY x.i), pg_get_indexdef(i.indexrelid), ARRAY[]::text[]"
            + " FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid"
            + " WHERE i.indrelid = ?::oid AND i.indisunique AND NOT EXISTS"
            + " (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid"
            + "   AND k.conrelid = i.indrelid) ORDER BY 2 DESC, 1",
        oid,
        oid);
  }

  /** Valid btrees over all rows, by their columns up to the first that equality cannot use. */
  private List<OwnedTable.Index> indexes(long oid) throws SQLException {
    return Rows.of(
        connection,
        row ->
            new OwnedTable.Index(
                row.getString("relname"),
                row.getBoolean("usable"),
                new ArrayList<>(Rows.texts(row, "columns"))
                    .stream().takeWhile(column -> !column.isEmpty()).toList()),
        "SELECT c.relname, i.indisvalid AND i.indisready AND i.indpred IS NULL"
            + "   AND m.amname = 'btree' AS usable,"
            + " ARRAY(SELECT CASE WHEN a.attcollation = i.indcollation[x.i - 1]"
            + "   THEN a.attname::text ELSE '' END"
            + "   FROM unnest(i.indkey) WITH ORDINALITY AS x (n, i) LEFT JOIN pg_attribute AS a"
            + "   ON a.attrelid = i.indrelid AND a.attnum = x.n AND x.n <> 0"
            + "   WHERE x.i <= i.indnkeyatts ORDER BY x.i) AS columns"
            + " FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid"
            + " JOIN pg_am AS m ON m.oid = c.relam WHERE i.indrelid = ?::oid ORDER BY 1",
        oid);
  }

  private List<String> sequences(long oid) throws SQLException {
    return Rows.of(
        connection,
        row -> row.getString(1),
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_depend AS d"
            + " JOIN pg_class AS c ON c.oid = d.objid AND c.relkind = 'S'"
            + " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            + " WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass"
            + " AND d.refobjid = ?::oid AND d.deptype = 'a' ORDER BY 1",
        oid);
  }
}
