package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The name of a table as an operator types it, and whether it names a table that can be fenced. */
final class TableName {
  private TableName() {}

  private record Candidate(
      long oid,
      String plain,
      String kind,
      String schema,
      boolean partition,
      boolean temporary,
      boolean heir,
      boolean extension,
      boolean foreignPartition) {}

  /**
   * The id of a plain or partitioned table outside the system's and the service's own schemas.
   *
   * @throws ProtectRefusedException that says why it is none
   */
  static long resolve(Connection connection, String name) throws SQLException {
    List<Candidate> found;
    try {
      found = candidates(connection, name);
    } catch (SQLException e) {
      if ("42602".equals(e.getSQLState())
          || "42601".equals(e.getSQLState())
          || "0A000".equals(e.getSQLState())) {
        throw new ProtectRefusedException(
            "--table "
                + SqlText.shown(name)
                + " is no name: write it as in SQL, schema.table,"
                + " with double quotes around what is not lower case");
      }
      throw e;
    }
    if (found.isEmpty()) {
      throw new ProtectRefusedException(unknown(connection, name));
    }
    Candidate table = found.getFirst();
    String reason = refusal(table);
    if (!reason.isEmpty()) {
      throw new ProtectRefusedException(table.plain() + " " + reason);
    }
    return table.oid();
  }

  private static List<Candidate> candidates(Connection connection, String name)
      throws SQLException {
    return Rows.of(
        connection,
        row ->
            new Candidate(
                row.getLong("oid"),
                SqlText.plain(row.getString("nspname"))
                    + "."
                    + SqlText.plain(row.getString("relname")),
                row.getString("kind"),
                row.getString("nspname"),
                row.getBoolean("relispartition"),
                row.getBoolean("temporary"),
                row.getBoolean("heir"),
                row.getBoolean("extension"),
                row.getBoolean("foreign_partition")),
        "SELECT c.oid::int8 AS oid, n.nspname, c.relname, c.relkind::text AS kind,"
            + " c.relispartition, c.relpersistence = 't' AS temporary,"
            + " EXISTS (SELECT FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid"
            + "   OR i.inhparent = c.oid) AS heir,"
            + " EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.objid = c.oid"
            + "   AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'e')"
            + "   AS extension,"
            + " EXISTS (SELECT FROM pg_catalog.pg_partition_tree(c.oid) AS t"
            + "   JOIN pg_catalog.pg_class AS p ON p.oid = t.relid WHERE p.relkind = 'f')"
            + "   AS foreign_partition"
            + " FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n"
            + " ON n.oid = c.relnamespace WHERE c.oid = pg_catalog.to_regclass(?)",
        name);
  }

  private static String refusal(Candidate table) {
    if (table.schema().equals("information_schema") || table.schema().startsWith("pg_")) {
      return table.temporary()
          ? "is a temporary table: it is gone with its session"
          : "belongs to PostgreSQL itself";
    }
    if (table.schema().equals("ringfence")) {
      return "is ringfence's own: `migrate` protects it";
    }
    if (table.extension()) {
      return "belongs to an extension, which would lose the protection at its next update";
    }
    return switch (table.kind()) {
      case "v" ->
          "is a view, and a view has no row-level security: protect the tables below it, and make it"
              + " WITH (security_invoker = true)";
      case "m" ->
          "is a materialized view, which keeps rows of everybody and has no row-level security: give"
              + " the service a table or a plain view WITH (security_invoker = true)";
      case "f" ->
          "is a foreign table, and a foreign table has no row-level security: protect the table on"
              + " its own server, or copy what the service needs into a table here";
      case "r", "p" -> ofTable(table);
      default -> "is no table";
    };
  }

  private static String ofTable(Candidate table) {
    if (table.partition()) {
      return "is a partition: name the partitioned table, and its partitions are protected with it";
    }
    if (table.heir() && table.kind().equals("r")) {
      return "is part of an inheritance tree (INHERITS): a query of the parent reads the children's"
          + " rows under the parent's policies, and each child is open by itself; make it a"
          + " partitioned table, or take it out with NO INHERIT";
    }
    return table.foreignPartition()
        ? "has a partition that is a foreign table, which has no row-level security"
        : "";
  }

  private static String unknown(Connection connection, String name) throws SQLException {
    List<String> alike =
        Rows.of(
            connection,
            row -> row.getString(1),
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class AS c"
                + " JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'p') AND lower(?) IN (lower(c.relname),"
                + " lower(n.nspname || '.' || c.relname)) AND n.nspname !~ '^pg_'"
                + " ORDER BY 1 LIMIT 5",
            name);
    String shown = SqlText.shown(name);
    return alike.isEmpty()
        ? "there is no table " + shown + " in this database"
        : "there is no table " + shown + "; write " + SqlText.shown(String.join(" or ", alike));
  }
}
