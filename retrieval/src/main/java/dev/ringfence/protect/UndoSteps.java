package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The statements that give a table or a partition back what was recorded of it. */
final class UndoSteps {
  private final Connection connection;
  private final OwnedTable table;
  private final OwnedTable.Relation relation;
  private final FenceRecord before;
  private final List<String> statements = new ArrayList<>();

  UndoSteps(
      Connection connection, OwnedTable table, OwnedTable.Relation relation, FenceRecord before) {
    this.connection = connection;
    this.table = table;
    this.relation = relation;
    this.before = before;
  }

  List<String> statements() throws SQLException {
    relation.policies().keySet().stream()
        .filter(FencePolicy::isOurs)
        .sorted()
        .forEach(name -> statements.add(FencePolicy.drop(name, relation.sql())));
    rowSecurity();
    rights();
    if (relation == table.table()) {
      columnsAndIndex();
      usage();
    }
    statements.add(FenceRecord.forget(relation));
    return List.copyOf(statements);
  }

  private void rowSecurity() {
    if (relation.forced() && !before.forced()) {
      statements.add("ALTER TABLE " + relation.sql() + " NO FORCE ROW LEVEL SECURITY");
    }
    if (relation.enabled() && !before.enabled()) {
      statements.add("ALTER TABLE " + relation.sql() + " DISABLE ROW LEVEL SECURITY");
    }
  }

  private void rights() {
    statements.add(FenceGrants.revokeAll(relation));
    before.fenced().forEach(grant -> statements.add(grant.sql(relation, grant.grantee())));
    for (OwnedTable.Grant grant : before.passedOn()) {
      if (relation.grants().contains(grant)) {
        statements.add(
            grant
                .sql(relation, grant.grantee())
                .replaceFirst("^GRANT", "REVOKE")
                .replaceFirst(
                    " TO " + java.util.regex.Pattern.quote(SqlText.name(grant.grantee())) + "$",
                    " FROM "
                        + java.util.regex.Matcher.quoteReplacement(SqlText.name(grant.grantee()))));
      }
    }
  }

  private void columnsAndIndex() {
    for (String column : new TreeSet<>(before.nullable())) {
      // A column of the primary key, as it may have become since, cannot be null.
      if (table.columns().containsKey(column) && !table.primaryKey().contains(column)) {
        statements.add(
            "ALTER TABLE "
                + relation.sql()
                + " ALTER COLUMN "
                + SqlText.name(column)
                + " DROP NOT NULL");
      }
    }
    table.indexes().stream()
        .filter(index -> index.name().equals(before.index()))
        .forEach(
            index ->
                statements.add(
                    "DROP INDEX "
                        + SqlText.name(relation.schema())
                        + "."
                        + SqlText.name(index.name())));
  }

  /** The schema stays open to the service while another table of it is inside. */
  private void usage() throws SQLException {
    boolean others =
        Rows.of(
                connection,
                row -> row.getBoolean(1),
                "SELECT count(*) > 0 FROM ringfence.protected_table AS t JOIN pg_class AS c"
                    + " ON c.oid = t.relation JOIN pg_namespace AS n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = ? AND c.oid::int8 <> ALL (?)",
                relation.schema(),
                table.oids())
            .getFirst();
    Set<String> given = FenceGrants.rolesWithUsage(connection, relation.schema());
    given.removeAll(before.usage());
    given.retainAll(Set.of(ServiceRoles.CUSTOMER, ServiceRoles.STAFF));
    if (!others && !given.isEmpty()) {
      statements.add(
          "REVOKE USAGE ON SCHEMA "
              + SqlText.name(relation.schema())
              + " FROM "
              + String.join(", ", given));
    }
  }
}
