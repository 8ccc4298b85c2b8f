package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.TreeReader;
import dev.ringfence.querytree.TreeValue;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Node;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which columns say who owns a row: those of the usual names, and those that a table's policies
 * compare with the caller.
 */
final class Ownership {
  private static final Set<String> USUAL = Set.of("tenant_id", "customer_id", "owner_id");

  private static final Set<String> COMPARISONS =
      Set.of("OPEXPR", "SCALARARRAYOPEXPR", "ROWCOMPARE", "ROWCOMPAREEXPR", "DISTINCTEXPR");

  private Ownership() {}

  /** Whether a name is, in any case, one of the usual ones. */
  static boolean isName(String name) {
    return USUAL.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The numbers of the columns that a policy compares with what is not its row: with a subquery, or
   * with a function that is not PostgreSQL's own.
   *
   * @param condition of the policy, as {@code pg_policy} has it
   */
  static Set<Integer> comparedBy(String condition) {
    var columns = new HashSet<Integer>();
    collect(TreeReader.read(condition), columns);
    return columns;
  }

  private static void collect(TreeValue value, Set<Integer> columns) {
    switch (value) {
      case Items(var values) -> values.forEach(item -> collect(item, columns));
      case Node node when COMPARISONS.contains(node.kind()) && asksForCaller(node) ->
          collectVariables(node, columns);
      case Node node when node.kind().equals("SUBLINK") -> collect(node.field("testexpr"), columns);
      case Node node -> node.fields().values().forEach(part -> collect(part, columns));
      case TreeValue.Absent _, TreeValue.Word _, TreeValue.Name _, TreeValue.Numbers _ -> {
        // No comparison.
      }
    }
  }

  private static boolean asksForCaller(TreeValue value) {
    return switch (value) {
      case Items(var values) -> values.stream().anyMatch(Ownership::asksForCaller);
      case Node node ->
          node.kind().equals("SUBLINK")
              || (node.kind().equals("PARAM") && node.number("paramkind") == 2)
              || (node.kind().equals("FUNCEXPR") && node.number("funcid") >= Column.FIRST_OF_USERS)
              || node.fields().values().stream().anyMatch(Ownership::asksForCaller);
      case TreeValue.Absent _, TreeValue.Word _, TreeValue.Name _, TreeValue.Numbers _ -> false;
    };
  }

  private static void collectVariables(TreeValue value, Set<Integer> columns) {
    switch (value) {
      case Items(var values) -> values.forEach(item -> collectVariables(item, columns));
      case Node node when node.kind().equals("VAR") -> {
        if (node.number("varlevelsup") == 0) {
          columns.add((int) node.number("varattno"));
        }
      }
      case Node node when node.kind().equals("SUBLINK") -> {
        // Its columns are others'.
      }
      case Node node -> node.fields().values().forEach(part -> collectVariables(part, columns));
      case TreeValue.Absent _, TreeValue.Word _, TreeValue.Name _, TreeValue.Numbers _ -> {
        // No column.
      }
    }
  }
}
