package dev.ringfence.proposal;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the foreign keys of a schema say of a trade whose words are not known, as of studios and
 * their athletes: customers are people whom other tables point to, and a tenant is what these
 * people and most of those tables point to. It is never enough to act on, and enough to ask.
 */
final class SchemaShape {
  /** Below {@link Axis#ENOUGH}, above what a person's name in a column says. */
  static final int WEIGHT = 50;

  private final Map<TableId, Set<TableId>> pointing = new LinkedHashMap<>();
  private final Set<TableId> customers = new LinkedHashSet<>();
  private final Set<TableId> tenants = new LinkedHashSet<>();

  /**
   * @param people words of columns that only tables of people have
   */
  SchemaShape(Collection<SchemaTable> tables, Set<String> people) {
    for (SchemaTable table : tables) {
      for (ForeignKey key : table.foreignKeys()) {
        if (!key.target().equals(table.id())) {
          pointing.computeIfAbsent(key.target(), _ -> new LinkedHashSet<>()).add(table.id());
        }
      }
    }
    Set<TableId> withTenants = new LinkedHashSet<>();
    for (SchemaTable table : tables) {
      if (pointing.containsKey(table.id())
          && table.hasWord(people)
          && !Axis.isOfStaff(List.of(table.singular()))) {
        customers.add(table.id());
        Set<TableId> theirs = whatAlsoTheirsPointTo(table);
        tenants.addAll(theirs);
        if (!theirs.isEmpty()) {
          withTenants.add(table.id());
        }
      }
    }
    // A login may point to the customer that it is of; a company's address makes it no customer.
    tenants.removeAll(withTenants);
    customers.removeAll(tenants);
  }

  private Set<TableId> whatAlsoTheirsPointTo(SchemaTable people) {
    Set<TableId> theirs = pointing(people.id());
    Set<TableId> found = new LinkedHashSet<>();
    for (ForeignKey key : people.foreignKeys()) {
      Set<TableId> alike = new HashSet<>(pointing(key.target()));
      alike.retainAll(theirs);
      if (!key.target().equals(people.id()) && alike.size() * 2 >= theirs.size()) {
        found.add(key.target());
      }
    }
    return found;
  }

  private Set<TableId> pointing(TableId id) {
    return pointing.getOrDefault(id, Set.of());
  }

  /** {@link #WEIGHT} for a table whose rows may be what the axis tells apart, else 0. */
  int weight(Axis axis, SchemaTable table) {
    return (axis == Axis.TENANT ? tenants : customers).contains(table.id()) ? WEIGHT : 0;
  }
}
