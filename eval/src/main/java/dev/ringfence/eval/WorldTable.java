package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table whose rows belong to somebody, as the database's catalogue describes it.
 *
 * @param name with its schema
 * @param columns those that can be written, in their order
 */
record WorldTable(String name, List<Column> columns) {
  /** Whose a row is, by the names that columns have for that; the first one that is there. */
  private static final List<String> OWNERS =
      List.of("customer_id", "owner_id", "member_id", "subject");

  private static final String COLUMNS =
      """
      SELECT c.oid::regclass::text AS name, a.attname AS column, t.typname AS type,
             EXISTS (SELECT FROM pg_index AS i
                      WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS key
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type AS t ON t.oid = a.atttypid
       WHERE n.nspname IN ('demo', 'ringfence') AND c.relkind = 'r' AND NOT c.relispartition
         AND a.attgenerated = ''
         AND EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = c.oid AND o.attname = 'tenant_id')
       ORDER BY 1, a.attnum
      """;

  WorldTable {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param key whether it is a part of what may be there once alone
   */
  record Column(String name, String type, boolean key) {
    boolean isText() {
      return type.equals("text");
    }

    boolean isNumber() {
      return Set.of("int4", "int8", "int2", "numeric", "float4", "float8").contains(type);
    }
  }

  static List<WorldTable> in(LabDatabase database) {
    Map<String, List<Column>> found = new LinkedHashMap<>();
    for (Map<String, String> row : database.rows(COLUMNS)) {
      found
          .computeIfAbsent(String.valueOf(row.get("name")), _ -> new ArrayList<>())
          .add(
              new Column(
                  String.valueOf(row.get("column")),
                  String.valueOf(row.get("type")),
                  Objects.equals(row.get("key"), "t")));
    }
    return found.entrySet().stream()
        .map(table -> new WorldTable(table.getKey(), table.getValue()))
        .toList();
  }

  /** The column that says whose a row is; empty where rows are a whole company's. */
  String owner() {
    // Of the directory's tables one has a subject that is no id.
    return OWNERS.stream()
        .filter(
            name ->
                columns.stream().anyMatch(c -> c.name().equals(name) && c.type().equals("uuid")))
        .findFirst()
        .orElse("");
  }

  boolean has(String column) {
    return columns.stream().anyMatch(each -> each.name().equals(column));
  }

  /** The names of the columns, for SQL. */
  String list() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
