package dev.ringfence.proposal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A relation as the catalogue has it.
 *
 * @param sql its full name as a statement writes it
 * @param obstacle why it can be no table inside the fence, whatever its columns; empty for nothing
 * @param rows as the server estimates them; negative where it never counted
 * @param keys unique keys, the primary one first
 * @param policies of its own, none of ringfence's
 */
record SchemaTable(
    TableId id,
    String sql,
    String obstacle,
    long rows,
    List<TableColumn> columns,
    List<String> primaryKey,
    List<List<String>> keys,
    List<ForeignKey> foreignKeys,
    List<String> policies) {
  SchemaTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    keys = List.copyOf(keys);
    foreignKeys = List.copyOf(foreignKeys);
    policies = List.copyOf(policies);
  }

  Optional<TableColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  List<String> words() {
    return NameWords.of(id.name());
  }

  /** What one of its rows is called. */
  String singular() {
    return words().isEmpty() ? "" : NameWords.singular(words().getLast());
  }

  /** Whether one of its columns has one of these words in its name. */
  boolean hasWord(Set<String> words) {
    return columns.stream().anyMatch(column -> column.words().stream().anyMatch(words::contains));
  }

  /** What a column points to. */
  Optional<Target> target(String column) {
    return foreignKeys.stream()
        .filter(key -> key.columns().contains(column))
        .min(java.util.Comparator.comparingInt(key -> key.columns().size()))
        .map(
            key ->
                new Target(key.target(), key.targetColumns().get(key.columns().indexOf(column))));
  }

  /** A column of another table. */
  record Target(TableId table, String column) {}
}
