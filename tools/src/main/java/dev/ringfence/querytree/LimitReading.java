package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Limit;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what stands behind LIMIT. */
final class LimitReading {
  /**
   * Conversions between whole numbers: int4(int8), int8(int4), int8(int2), int4(int2), int2(int4),
   * int2(int8); see PostgreSQL's pg_proc.dat.
   */
  private static final Set<Long> CONVERSIONS = Set.of(480L, 481L, 754L, 313L, 314L, 714L);

  private static final Set<Long> WHOLE = Set.of(20L, 21L, 23L);
  private static final long LEAST = 1;

  private LimitReading() {}

  static Limit of(TreeValue value) {
    if (!(value instanceof Node node)) {
      return Limit.NOT_UNDERSTOOD;
    }
    return switch (node.kind()) {
      case "CONST" -> ofConstant(node);
      case "PARAM" ->
          node.number("paramkind") == 0
              ? Limit.ofParameter((int) node.number("paramid"))
              : Limit.NOT_UNDERSTOOD;
      case "FUNCEXPR" ->
          CONVERSIONS.contains(node.number("funcid"))
              ? of(node.items("args").getFirst())
              : Limit.NOT_UNDERSTOOD;
      case "COALESCE", "COALESCEEXPR" -> ofFirst(node.items("args"));
      case "MINMAX", "MINMAXEXPR" ->
          node.number("op") == LEAST ? ofLeast(node.items("args")) : Limit.NOT_UNDERSTOOD;
      default -> Limit.NOT_UNDERSTOOD;
    };
  }

  private static Limit ofConstant(Node node) {
    if (node.flag("constisnull")
        || !WHOLE.contains(node.number("consttype"))
        || !(node.field("constvalue") instanceof Numbers(List<Long> octets))) {
      return Limit.NOT_UNDERSTOOD;
    }
    long number = 0;
    for (int i = octets.size() - 1; i >= 0; i--) {
      number = number << Byte.SIZE | octets.get(i) & 0xff;
    }
    return number > 0 ? Limit.of(number) : Limit.of(1);
  }

  private static Limit ofFirst(List<TreeValue> values) {
    long most = 0;
    Set<Integer> parameters = new HashSet<>();
    for (TreeValue value : values) {
      Limit limit = of(value);
      if (!limit.understood()) {
        return Limit.NOT_UNDERSTOOD;
      }
      most = Math.max(most, limit.most());
      parameters.addAll(limit.parameters());
    }
    return new Limit(true, most, parameters, of(values.getLast()).lifting());
  }

  /** The least of several is no more than any constant among them; what is NULL is left out. */
  private static Limit ofLeast(List<TreeValue> values) {
    return values.stream()
        .map(LimitReading::of)
        .filter(limit -> limit.understood() && limit.parameters().isEmpty())
        .findFirst()
        .orElse(Limit.NOT_UNDERSTOOD);
  }
}
