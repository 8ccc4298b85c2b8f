package dev.ringfence.protect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at the policies that a table has of its own. Permissive policies add up: one that holds for
 * everybody, or for a role of the service, would let the service's roles past the fence.
 */
final class ForeignPolicies {
  private final OwnedTable table;

  ForeignPolicies(OwnedTable table) {
    this.table = table;
  }

  void find(List<String> reasons, List<String> notes) {
    for (OwnedTable.Relation relation : table.relations()) {
      for (Map.Entry<String, OwnedTable.Policy> entry :
          new TreeMap<>(relation.policies()).entrySet()) {
        if (!FencePolicy.isOurs(entry.getKey())) {
          judge(relation, entry.getKey(), entry.getValue(), reasons, notes);
        }
      }
    }
  }

  private void judge(
      OwnedTable.Relation relation,
      String name,
      OwnedTable.Policy policy,
      List<String> reasons,
      List<String> notes) {
    String which = "policy " + SqlText.plain(name) + " on " + relation.plain();
    if (policy.permissive() && policy.reachesService()) {
      reasons.add(
          which
              + " holds for the service's roles too and would let them past the fence. Name the roles"
              + " that it is for: ALTER POLICY "
              + SqlText.name(name)
              + " ON "
              + relation.sql()
              + " TO "
              + users());
    } else if (!policy.permissive() && !relation.enabled()) {
      reasons.add(
          which
              + " is restrictive and sleeps, because row-level security is off; it would come into"
              + " force and narrow your own application. Drop it, or enable row-level security"
              + " yourself first");
    } else if (!relation.enabled()) {
      notes.add(which + " sleeps today and comes into force.");
    }
  }

  /** Who it may be meant for: the roles that use the table and are held by policies. */
  private String users() {
    List<String> users =
        table.users().stream()
            .filter(user -> !user.exempt())
            .map(user -> SqlText.name(user.role()))
            .toList();
    return users.isEmpty() ? "the roles it is meant for" : String.join(", ", users);
  }
}
