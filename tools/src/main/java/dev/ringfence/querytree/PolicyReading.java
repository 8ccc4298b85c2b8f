package dev.ringfence.querytree;

import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Word;
import dev.ringfence.querytree.Writing.Held;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads which columns of a row a policy holds to something: those that have to be equal to it
 * whatever else is the case. An OR holds what each of its sides holds.
 */
final class PolicyReading {
  /** Equality of uuid, text, integers, and char(n); see PostgreSQL's pg_operator.dat. */
  private static final Set<Long> EQUALITIES = Set.of(2972L, 98L, 96L, 410L, 15L, 416L, 1054L);

  /** The kinds of PostgreSQL's {@code SubLinkType} that are true only where a row is found. */
  private static final Set<Long> FINDING = Set.of(2L, 3L);

  private PolicyReading() {}

  /** What conditions hold that all have to be true. */
  static Set<Held> held(List<TreeValue> conditions) {
    Map<Integer, Set<Long>> held = new HashMap<>();
    conditions.forEach(condition -> add(held, of(condition, Set.of())));
    Set<Held> all = new HashSet<>();
    held.forEach((column, functions) -> all.add(new Held(column, functions)));
    return all;
  }

  private static void add(Map<Integer, Set<Long>> held, Map<Integer, Set<Long>> more) {
    more.forEach(
        (column, functions) ->
            held.computeIfAbsent(column, _ -> new HashSet<>()).addAll(functions));
  }

  /**
   * The columns that a condition holds, with the functions that it asks.
   *
   * @param linked the functions of the subquery whose result is compared
   */
  private static Map<Integer, Set<Long>> of(TreeValue condition, Set<Long> linked) {
    if (condition instanceof Items(List<TreeValue> values)) {
      Map<Integer, Set<Long>> held = new HashMap<>();
      values.forEach(value -> add(held, of(value, linked)));
      return held;
    }
    if (!(condition instanceof Node node)) {
      return Map.of();
    }
    return switch (node.kind()) {
      case "BOOLEXPR" -> ofBoolean(node, linked);
      case "OPEXPR" -> ofComparison(node, linked);
      case "SUBLINK" ->
          FINDING.contains(node.number("subLinkType"))
              ? of(node.field("testexpr"), functions(node.field("subselect")))
              : Map.of();
      default -> Map.of();
    };
  }

  private static Map<Integer, Set<Long>> ofBoolean(Node node, Set<Long> linked) {
    if (node.field("boolop").equals(new Word("and"))) {
      return of(new Items(node.items("args")), linked);
    }
    if (!node.field("boolop").equals(new Word("or"))) {
      return Map.of();
    }
    Map<Integer, Set<Long>> held = null;
    for (TreeValue side : node.items("args")) {
      Map<Integer, Set<Long>> other = of(side, linked);
      if (held == null) {
        held = new HashMap<>(other);
      } else {
        held.keySet().retainAll(other.keySet());
        // Whoever is asked by one side alone does not hold it.
        held.forEach((column, functions) -> functions.retainAll(functionsOf(other, column)));
      }
    }
    return held == null ? Map.of() : held;
  }

  private static Set<Long> functionsOf(Map<Integer, Set<Long>> held, int column) {
    return held.getOrDefault(column, Set.of());
  }

  private static Map<Integer, Set<Long>> ofComparison(Node node, Set<Long> linked) {
    List<TreeValue> sides = node.items("args");
    if (sides.size() != 2 || !EQUALITIES.contains(node.number("opno"))) {
      return Map.of();
    }
    TreeValue left = bare(sides.getFirst());
    TreeValue right = bare(sides.getLast());
    if (!isColumn(left)) {
      TreeValue swapped = left;
      left = right;
      right = swapped;
    }
    if (!(left instanceof Node column) || !isColumn(left)) {
      return Map.of();
    }
    Set<Long> asked = new HashSet<>(functions(right));
    if (right instanceof Node other && other.kind().equals("PARAM")) {
      asked.addAll(linked);
    }
    return asked.isEmpty() || containsColumn(right)
        ? Map.of()
        : Map.of((int) column.number("varattno"), asked);
  }

  private static TreeValue bare(TreeValue value) {
    return value instanceof Node node && node.kind().equals("RELABELTYPE")
        ? bare(node.field("arg"))
        : value;
  }

  private static boolean isColumn(TreeValue value) {
    return value instanceof Node node
        && node.kind().equals("VAR")
        && node.number("varlevelsup") == 0;
  }

  /** Whether a value is made of the row's own columns beside a subquery. */
  private static boolean containsColumn(TreeValue value) {
    return switch (value) {
      case Items(List<TreeValue> values) -> values.stream().anyMatch(PolicyReading::containsColumn);
      case Node node when node.kind().equals("SUBLINK") -> false;
      case Node node ->
          isColumn(node) || node.fields().values().stream().anyMatch(PolicyReading::containsColumn);
      case TreeValue.Absent _, Word _, TreeValue.Name _, TreeValue.Numbers _ -> false;
    };
  }

  private static Set<Long> functions(TreeValue value) {
    Set<Long> found = new HashSet<>();
    collect(value, found);
    return found;
  }

  private static void collect(TreeValue value, Set<Long> found) {
    switch (value) {
      case Items(List<TreeValue> values) -> values.forEach(item -> collect(item, found));
      case Node node -> {
        if (node.kind().equals("FUNCEXPR") && node.number("funcid") >= Column.FIRST_OF_USERS) {
          found.add(node.number("funcid"));
        }
        node.fields().values().forEach(field -> collect(field, found));
      }
      case TreeValue.Absent _, Word _, TreeValue.Name _, TreeValue.Numbers _ -> {
        // No function.
      }
    }
  }
}
