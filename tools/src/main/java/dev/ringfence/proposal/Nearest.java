package dev.ringfence.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The least that makes a table one that can be brought inside, in SQL for a person to read, change
 * and run. None of it is ever run here.
 */
final class Nearest {
  private Nearest() {}

  /** Its parent's owner columns, copied and held in step by whoever writes the table. */
  static List<String> throughParent(SchemaTable table, ForeignKey key, Verdict.Protect parent) {
    List<TableColumn> owners =
        Stream.concat(Stream.of(parent.tenant()), parent.owner().stream())
            .flatMap(owner -> parent.table().column(owner.name()).stream())
            .filter(column -> table.column(column.name()).isEmpty())
            .filter(column -> !key.targetColumns().contains(column.name()))
            .toList();
    if (owners.isEmpty()) {
      return List.of();
    }
    String names = owners.stream().map(TableColumn::sql).collect(Collectors.joining(", "));
    String values = owners.stream().map(c -> "p." + c.sql()).collect(Collectors.joining(", "));
    TableColumn child = table.column(key.columns().getFirst()).orElseThrow();
    String target =
        parent.table().column(key.targetColumns().getFirst()).map(TableColumn::sql).orElse("id");
    List<String> statements = new ArrayList<>();
    statements.add(
        "ALTER TABLE "
            + table.sql()
            + owners.stream()
                .map(column -> " ADD COLUMN " + column.sql() + " " + column.type())
                .collect(Collectors.joining(","))
            + ";");
    statements.add(
        "UPDATE "
            + table.sql()
            + " AS c SET ("
            + names
            + ") = ROW("
            + values
            + ") FROM "
            + parent.table().sql()
            + " AS p WHERE c."
            + child.sql()
            + " = p."
            + target
            + ";");
    statements.add("-- and from then on your application writes " + Text.shown(names) + " too");
    return statements;
  }

  /**
   * The same tenant for every row, of a database that is one company's.
   *
   * @param tenant its id; empty where it is not known
   */
  static List<String> constantTenant(SchemaTable table, String tenant) {
    return List.of(
        "ALTER TABLE "
            + table.sql()
            + " ADD COLUMN tenant_id uuid NOT NULL DEFAULT "
            + (tenant.isEmpty() ? ":'tenant'" : "'" + tenant + "'")
            + ";",
        tenant.isEmpty()
            ? "-- the id of your company in ringfence.tenant, given to psql as -v tenant=…"
            : "-- the one tenant that ringfence knows");
  }

  static List<String> otherType(SchemaTable table, TableColumn column) {
    String type = column.isNumber() ? "bigint" : "text";
    return List.of(
        "ALTER TABLE " + table.sql() + " ALTER COLUMN " + column.sql() + " TYPE " + type + ";");
  }
}
