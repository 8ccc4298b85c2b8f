package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who of the service may do what to a table: customers and staff through the table itself, nobody
 * through a partition, and nobody because everybody may.
 */
final class FenceGrants {
  private final Connection connection;
  private final OwnedTable table;
  private final List<OwnedTable.Grant> wanted = new ArrayList<>();
  private final List<String> roles;

  FenceGrants(Connection connection, OwnedTable table, Ownership ownership, boolean write) {
    this.connection = connection;
    this.table = table;
    this.roles =
        ownership.owner() == null
            ? List.of(ServiceRoles.STAFF)
            : List.of(ServiceRoles.CUSTOMER, ServiceRoles.STAFF);
    for (String role : roles) {
      for (String privilege :
          write ? List.of("SELECT", "INSERT", "UPDATE", "DELETE") : List.of("SELECT")) {
        wanted.add(new OwnedTable.Grant(role, privilege, false, null));
      }
    }
  }

  private List<OwnedTable.Grant> wanted(OwnedTable.Relation relation) {
    return relation == table.table() ? wanted.stream().sorted().toList() : List.of();
  }

  private static List<OwnedTable.Grant> fenced(OwnedTable.Relation relation) {
    return relation.grants().stream().filter(OwnedTable.Grant::fenced).sorted().toList();
  }

  List<String> revoke(OwnedTable.Relation relation) {
    List<OwnedTable.Grant> present = fenced(relation);
    return present.isEmpty() || present.equals(wanted(relation))
        ? List.of()
        : List.of(revokeAll(relation));
  }

  static String revokeAll(OwnedTable.Relation relation) {
    return "REVOKE ALL ON "
        + relation.sql()
        + " FROM PUBLIC, "
        + String.join(", ", ServiceRoles.ALL);
  }

  List<String> grant(OwnedTable.Relation relation) {
    if (wanted(relation).isEmpty() || wanted(relation).equals(fenced(relation))) {
      return List.of();
    }
    String privileges =
        String.join(", ", wanted.stream().map(OwnedTable.Grant::privilege).distinct().toList());
    return List.of(
        "GRANT " + privileges + " ON " + relation.sql() + " TO " + String.join(", ", roles));
  }

  /**
   * What was everybody's and is taken from everybody, for those who used it and have it not
   * otherwise.
   */
  List<OwnedTable.Grant> passedOn(OwnedTable.Relation relation) {
    List<OwnedTable.Grant> passedOn = new ArrayList<>();
    for (OwnedTable.User user : table.users()) {
      if (!user.owner()) {
        relation.grants().stream()
            .filter(grant -> grant.grantee().isEmpty())
            .filter(grant -> !has(relation, user.role(), grant))
            .map(
                grant ->
                    new OwnedTable.Grant(user.role(), grant.privilege(), false, grant.column()))
            .forEach(passedOn::add);
      }
    }
    return passedOn;
  }

  private static boolean has(OwnedTable.Relation relation, String role, OwnedTable.Grant right) {
    return relation.grants().stream()
        .anyMatch(
            grant ->
                grant.grantee().equals(role)
                    && grant.privilege().equals(right.privilege())
                    && (grant.column() == null || grant.column().equals(right.column())));
  }

  List<String> passOn(OwnedTable.Relation relation) {
    return passedOn(relation).stream().map(grant -> grant.sql(relation, grant.grantee())).toList();
  }

  /**
   * Which of the service's roles could use the schema before any table of it was brought inside.
   */
  Set<String> usageBefore() throws SQLException {
    List<String> earlier =
        Rows.of(
            connection,
            row -> String.join(",", Rows.texts(row, "usage")),
            "SELECT ARRAY(SELECT jsonb_array_elements_text(t.before -> 'usage')) AS usage"
                + " FROM ringfence.protected_table AS t JOIN pg_class AS c ON c.oid = t.relation"
                + " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = ?"
                + " ORDER BY t.protected_at LIMIT 1",
            table.table().schema());
    return earlier.isEmpty()
        ? rolesWithUsage(connection, table.table().schema())
        : new TreeSet<>(
            Stream.of(earlier.getFirst().split(",")).filter(role -> !role.isEmpty()).toList());
  }

  static Set<String> rolesWithUsage(Connection connection, String schema) throws SQLException {
    return new TreeSet<>(
        Rows.of(
            connection,
            row -> row.getString(1),
            "SELECT r.rolname::text FROM pg_namespace AS n, aclexplode(n.nspacl) AS a"
                + " JOIN pg_roles AS r ON r.oid = a.grantee WHERE n.nspname = ?"
                + " AND a.privilege_type = 'USAGE' AND r.rolname = ANY (?)",
            schema,
            ServiceRoles.array()));
  }

  List<String> usage() throws SQLException {
    Set<String> present = rolesWithUsage(connection, table.table().schema());
    return present.containsAll(roles)
        ? List.of()
        : List.of(
            "GRANT USAGE ON SCHEMA "
                + SqlText.name(table.table().schema())
                + " TO "
                + String.join(", ", roles));
  }
}
