package dev.ringfence.proposal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the values of a column are ids of. Two columns are alike where foreign keys, followed to
 * their end, say so; where a column of the same name points there; or where their names are those
 * of the same table, or the same. A person has one uuid here and one other id, so what is compared
 * with either has to be ids of one thing.
 */
final class Identities {
  private static final int DEPTH = 6;

  private final Schema schema;
  private final Map<Named, Set<SchemaTable.Target>> elsewhere = new HashMap<>();

  /** A column as it may stand in several tables. */
  private record Named(String column, String type) {}

  Identities(Schema schema) {
    this.schema = schema;
    for (SchemaTable table : schema.tables().values()) {
      for (TableColumn column : table.columns()) {
        table
            .target(column.name())
            .ifPresent(
                target ->
                    elsewhere
                        .computeIfAbsent(
                            new Named(column.name(), column.type()), _ -> new HashSet<>())
                        .add(target));
      }
    }
  }

  /**
   * @param table the one whose ids they are; empty where only a name says what they are
   * @param byKey whether foreign keys say so
   */
  record Identity(String key, Optional<SchemaTable> table, boolean byKey) {}

  Identity of(SchemaTable table, TableColumn column) {
    Optional<SchemaTable.Target> target = target(table, column);
    boolean byKey = table.target(column.name()).isPresent();
    if (target.isPresent()) {
      SchemaTable.Target end = end(target.get(), DEPTH);
      return new Identity(end.table() + "." + end.column(), schema.table(end.table()), byKey);
    }
    if (table.primaryKey().equals(List.of(column.name()))) {
      return new Identity(table.id() + "." + column.name(), Optional.of(table), true);
    }
    return new Identity(
        "the name " + String.join("_", Axis.stem(column.words())) + " of type " + column.type(),
        Optional.empty(),
        false);
  }

  private SchemaTable.Target end(SchemaTable.Target target, int depth) {
    return depth == 0
        ? target
        : schema
            .table(target.table())
            .flatMap(
                table -> table.column(target.column()).flatMap(column -> target(table, column)))
            .filter(next -> !next.equals(target))
            .map(next -> end(next, depth - 1))
            .orElse(target);
  }

  /** Where a column points to, by a key or by its name. */
  private Optional<SchemaTable.Target> target(SchemaTable table, TableColumn column) {
    return table
        .target(column.name())
        .or(() -> asElsewhere(table, column))
        .or(() -> byName(table, column));
  }

  /** What a column of the same name and type points to wherever it has a key. */
  private Optional<SchemaTable.Target> asElsewhere(SchemaTable table, TableColumn column) {
    Set<SchemaTable.Target> targets =
        elsewhere.getOrDefault(new Named(column.name(), column.type()), Set.of());
    return targets.size() == 1 && !table.primaryKey().contains(column.name())
        ? targets.stream().filter(target -> !target.table().equals(table.id())).findFirst()
        : Optional.empty();
  }

  private Optional<SchemaTable.Target> byName(SchemaTable table, TableColumn column) {
    List<String> stem = Axis.stem(column.words());
    if (stem.size() != 1) {
      return Optional.empty();
    }
    return schema.called(stem.getFirst(), table.id().schema()).stream()
        .filter(other -> !other.id().equals(table.id()) && other.primaryKey().size() == 1)
        .filter(
            other ->
                other
                    .column(other.primaryKey().getFirst())
                    .filter(key -> key.type().equals(column.type()))
                    .isPresent())
        .findFirst()
        .map(other -> new SchemaTable.Target(other.id(), other.primaryKey().getFirst()));
  }
}
