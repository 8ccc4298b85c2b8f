package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which rows can be deleted: what refers before what is referred to. Tables that refer
 * to each other in a circle are one group.
 */
final class ErasureOrder {
  /** Who the rows belong to is looked up in these, also when an erasure goes on: they are last. */
  private static final List<String> LAST = List.of("ringfence.external_id", "ringfence.membership");

  private final Map<Long, TenantTable> tables = new HashMap<>();
  private final Map<Long, Integer> index = new HashMap<>();
  private final Map<Long, Integer> low = new HashMap<>();
  private final Deque<Long> stack = new ArrayDeque<>();
  private final List<List<TenantTable>> groups = new ArrayList<>();

  private ErasureOrder(Collection<TenantTable> all) {
    all.forEach(table -> tables.put(table.oid(), table));
  }

  static List<List<TenantTable>> of(Collection<TenantTable> all) {
    ErasureOrder order = new ErasureOrder(all);
    all.stream()
        .sorted(Comparator.comparing(TenantTable::name))
        .filter(table -> !order.index.containsKey(table.oid()))
        .toList()
        .forEach(table -> order.visit(table.oid()));
    // A group is found when all it refers to has been: the other way round, referring comes first.
    List<List<TenantTable>> groups = new ArrayList<>(order.groups.reversed());
    groups.sort(Comparator.comparing(ErasureOrder::isLast));
    return groups;
  }

  private static boolean isLast(List<TenantTable> group) {
    return group.stream().anyMatch(table -> LAST.contains(table.name()));
  }

  /**
   * Tarjan's strongly connected components; see "Depth-first search and linear graph algorithms".
   */
  private void visit(long oid) {
    if (index.containsKey(oid)) {
      return;
    }
    int number = index.size();
    index.put(oid, number);
    low.put(oid, number);
    stack.push(oid);
    for (long next : referredTo(oid)) {
      if (!index.containsKey(next)) {
        visit(next);
        low.merge(oid, at(low, next), Math::min);
      } else if (stack.contains(next)) {
        low.merge(oid, at(index, next), Math::min);
      }
    }
    if (at(low, oid) == number) {
      List<TenantTable> group = new ArrayList<>();
      long member;
      do {
        member = stack.pop();
        group.add(java.util.Objects.requireNonNull(tables.get(member)));
      } while (member != oid);
      groups.add(List.copyOf(group));
    }
  }

  private static int at(Map<Long, Integer> numbers, long oid) {
    return java.util.Objects.requireNonNull(numbers.get(oid));
  }

  private Set<Long> referredTo(long oid) {
    Set<Long> found = new HashSet<>();
    for (Reference reference : java.util.Objects.requireNonNull(tables.get(oid)).references()) {
      if (reference.table() != oid && tables.containsKey(reference.table())) {
        found.add(reference.table());
      }
    }
    return found;
  }
}
