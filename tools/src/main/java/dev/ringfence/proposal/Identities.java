package dev.ringfence.proposal;

import java.util.List;
import java.util.Optional;

/**
 * What the values of a column are ids of. Two columns are alike where foreign keys, followed to
 * their end, say so; or where their names are those of the same table, or the same name. A person
 * has one uuid here and one other id, so what is compared with either has to be ids of one thing.
 */
final class Identities {
  private static final int DEPTH = 6;

  private final Schema schema;

  Identities(Schema schema) {
    this.schema = schema;
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
    return table.target(column.name()).or(() -> byName(table, column));
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
