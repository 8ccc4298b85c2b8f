package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.database.StatementProbe;
import dev.ringfence.database.StatementProbe.Answer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table are the caller's in every row that its policies let a role read, and
 * what they are equal to there.
 */
final class CallersRows {
  private static final String POLICIES =
      """
      SELECT p.polpermissive AS permissive,
             pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS condition
        FROM pg_catalog.pg_policy p
        JOIN pg_catalog.pg_class c ON c.oid = p.polrelid AND c.relrowsecurity
       WHERE CAST(p.polrelid AS bigint) = $1 AND p.polcmd IN ('r', '*')
         AND EXISTS (SELECT FROM unnest(p.polroles) AS r (id)
                      WHERE r.id = 0 OR pg_catalog.pg_has_role(current_user, r.id, 'USAGE'))
       ORDER BY p.polname
      """;

  private final StatementProbe probe;
  private final Map<Key, Map<String, String>> known = new HashMap<>();

  CallersRows(StatementProbe probe) {
    this.probe = probe;
  }

  private record Key(Role role, long relation) {}

  /**
   * The columns, by their names, with the SQL that each is equal to.
   *
   * @throws dev.ringfence.database.DatabaseException where the database could not be asked
   */
  Map<String, String> of(Role role, long relation) {
    return known.computeIfAbsent(new Key(role, relation), this::read);
  }

  private Map<String, String> read(Key key) {
    var permissive = new ArrayList<Map<String, String>>();
    var columns = new HashMap<String, String>();
    for (Row row : probe.catalogue(key.role(), POLICIES, key.relation())) {
      var equal = equalities(row.getString("condition"));
      if (row.getBoolean("permissive")) {
        permissive.add(equal);
      } else {
        equal.forEach(columns::putIfAbsent);
      }
    }
    // One of them is enough to let a row through, so what holds is what all of them say.
    inAll(permissive).forEach(columns::putIfAbsent);
    columns.values().removeIf(value -> !standsAlone(key.role(), value));
    return columns;
  }

  private static Map<String, String> equalities(@Nullable String condition) {
    return condition == null ? Map.of() : CallerColumns.of(condition);
  }

  private static Map<String, String> inAll(List<Map<String, String>> policies) {
    if (policies.isEmpty()) {
      return Map.of();
    }
    var columns = new HashMap<>(policies.getFirst());
    policies.forEach(policy -> columns.entrySet().retainAll(policy.entrySet()));
    return columns;
  }

  /** Whether a value does not depend on the row that it is compared with. */
  private boolean standsAlone(Role role, String value) {
    return probe.read(role, "SELECT " + value) instanceof Answer.Tree;
  }
}
