package dev.ringfence.protect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which roles of the operator's own application go on reading and writing every row. A role
 * that the fence would cut off must be named by the operator; none is named for them.
 */
final class KeptRoles {
  private final OwnedTable table;
  private final @Nullable FenceRecord record;
  private final Map<String, Facts> facts;

  /**
   * @param exempt row-level security never holds it
   * @param reachable the service could become it, or has its rights
   */
  private record Facts(boolean exempt, boolean reachable, boolean stillThere) {}

  /**
   * @param record of the table, null where it is not inside yet
   */
  KeptRoles(
      Connection connection, OwnedTable table, @Nullable FenceRecord record, Set<String> asked)
      throws SQLException {
    this.table = table;
    this.record = record;
    Set<String> roles = new TreeSet<>(asked);
    if (record != null) {
      roles.addAll(record.kept());
    }
    this.facts = facts(connection, roles);
  }

  /** An owner can take the protection away: it must be nobody the service may become. */
  static void refuseOwnersOfService(Connection connection, OwnedTable table, List<String> reasons)
      throws SQLException {
    Rows.of(
            connection,
            row ->
                SqlText.plain(row.getString("relname"))
                    + " belongs to "
                    + SqlText.plain(row.getString("owner"))
                    + ", whom the service could become, and an owner can take its protection away:"
                    + " ALTER TABLE … OWNER TO another",
            "SELECT c.relname, pg_get_userbyid(c.relowner)::text AS owner FROM pg_class AS c"
                + " WHERE c.oid::int8 = ANY (?) AND EXISTS (SELECT FROM pg_roles AS s"
                + "   WHERE s.rolname = ANY (?) AND pg_has_role(s.oid, c.relowner, 'MEMBER'))"
                + " ORDER BY 1",
            table.oids(),
            ServiceRoles.array())
        .forEach(reasons::add);
  }

  private static Map<String, Facts> facts(Connection connection, Set<String> roles)
      throws SQLException {
    record Named(String name, Facts facts) {}
    Map<String, Facts> facts = new HashMap<>();
    Rows.of(
            connection,
            row ->
                new Named(
                    row.getString("rolname"),
                    new Facts(row.getBoolean("exempt"), row.getBoolean("reachable"), true)),
            "SELECT r.rolname, r.rolsuper OR r.rolbypassrls AS exempt,"
                + " r.rolname ~ '^ringfence_' OR EXISTS (SELECT FROM pg_roles AS s"
                + "   WHERE s.rolname = ANY (?) AND pg_has_role(s.oid, r.oid, 'MEMBER'))"
                + "   AS reachable FROM pg_roles AS r WHERE r.rolname = ANY (?)",
            ServiceRoles.array(),
            roles.toArray(String[]::new))
        .forEach(named -> facts.put(named.name(), named.facts()));
    return facts;
  }

  /** The roles to keep; whoever would be cut off unasked goes to the reasons. */
  Set<String> decide(Set<String> asked, List<String> reasons, List<String> notes) {
    Set<String> kept = new TreeSet<>(existing());
    for (String role : new TreeSet<>(asked)) {
      String refusal = kept.contains(role) ? "" : refusal(role);
      if (!refusal.isEmpty()) {
        reasons.add("--keep-role " + SqlText.plain(role) + ": " + refusal);
      } else if (facts.get(role) instanceof Facts found && !found.exempt()) {
        kept.add(role);
      }
    }
    List<String> cutOff = new ArrayList<>();
    notes.add("Who uses " + table.table().plain() + " today:");
    for (OwnedTable.User user : table.users()) {
      boolean lost = record == null && isCutOff(user) && !kept.contains(user.role());
      if (lost) {
        cutOff.add(user.role());
      }
      notes.add("  " + described(user) + ": " + fate(user, kept, lost));
    }
    if (!cutOff.isEmpty()) {
      reasons.add(cutOff(cutOff));
    }
    return kept;
  }

  private Set<String> existing() {
    Set<String> kept = new TreeSet<>();
    for (OwnedTable.Relation relation : table.relations()) {
      relation.policies().entrySet().stream()
          .filter(entry -> FencePolicy.keeps(entry.getKey(), entry.getValue()))
          .forEach(entry -> kept.add(entry.getValue().roles().getFirst()));
    }
    if (record != null) {
      record.kept().stream()
          .filter(role -> facts.get(role) instanceof Facts found && !found.reachable())
          .forEach(kept::add);
    }
    return kept;
  }

  private String refusal(String role) {
    Facts found = facts.get(role);
    if (found == null) {
      return "there is no such role";
    }
    if (found.reachable()) {
      return "the service could become it, and would then see every row; take that membership away"
          + " first, or keep another role";
    }
    OwnedTable.User user =
        table.users().stream().filter(one -> one.role().equals(role)).findFirst().orElse(null);
    boolean member = table.users().stream().anyMatch(one -> one.members().contains(role));
    if (user == null && !member) {
      return "it has no right on " + table.table().plain() + " that could be kept";
    }
    return user != null && !user.exempt() && !isCutOff(user)
        ? "row-level security holds it already, and keeping it would open every row to it; leave it"
            + " out, its policies stay as they are"
        : "";
  }

  /** Whether the table was open to the user before and will not be. */
  private boolean isCutOff(OwnedTable.User user) {
    boolean enabled = record == null ? table.table().enabled() : record.enabled();
    boolean forced = record == null ? table.table().forced() : record.forced();
    return !user.exempt() && (!enabled || user.owner() && !forced);
  }

  private String fate(OwnedTable.User user, Set<String> kept, boolean lost) {
    if (user.exempt()) {
      return "a superuser or BYPASSRLS, whom row-level security never holds";
    }
    if (kept.contains(user.role())) {
      return "kept, reads and writes every row as far as its rights go"
          + (user.connects() ? "" : " (but may not connect to this database: GRANT CONNECT)");
    }
    return lost ? "would be cut off" : "held by the table's own policies, as before";
  }

  private static String described(OwnedTable.User user) {
    return SqlText.plain(user.role())
        + " ("
        + SqlText.shown(user.how())
        + (user.members().isEmpty()
            ? ")"
            : "; members "
                + String.join(", ", user.members().stream().map(SqlText::plain).toList())
                + ")");
  }

  private String cutOff(List<String> roles) {
    String options =
        String.join(" ", roles.stream().map(role -> "--keep-role " + shellWord(role)).toList());
    return String.join(", ", roles.stream().map(SqlText::plain).toList())
        + (roles.size() == 1 ? " uses " : " use ")
        + table.table().plain()
        + " today and would be cut off. Keep with: "
        + options
        + " (a policy lets it read and write every row as before), or take its rights first: REVOKE"
        + " ALL ON "
        + table.table().plain()
        + " FROM it, or ALTER TABLE OWNER TO another";
  }

  private static String shellWord(String role) {
    return role.matches("[A-Za-z0-9_.-]+") ? role : "'" + role.replace("'", "'\\''") + "'";
  }
}
