package dev.ringfence.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one place where text becomes SQL: statements over one table, made of names that the catalogue
 * gave and {@link Text#identifier} quoted, and of nothing else. No owner column is named.
 */
final class StatementDraft {
  private static final int WIDTH = 90;

  private final SchemaTable table;
  private final TableShape shape;

  StatementDraft(SchemaTable table, TableShape shape) {
    this.table = table;
    this.shape = shape;
  }

  /**
   * The names of an answer's columns.
   *
   * @return each column's name as a result has it
   */
  static SequencedMap<TableColumn, String> names(List<TableColumn> columns) {
    SequencedMap<TableColumn, String> names = new LinkedHashMap<>();
    for (TableColumn column : columns) {
      boolean kept =
          column.name().matches("[A-Za-z_][A-Za-z0-9_]{0,62}") && !isEnvelope(column.name());
      String plain = Subject.ascii(column.name(), "column");
      String ascii = isEnvelope(plain) ? "column_" + plain : plain;
      String name = kept ? column.name() : ascii;
      for (int i = 2; names.containsValue(name); i++) {
        name = ascii + "_" + i;
      }
      names.put(column, name);
    }
    return names;
  }

  /** What a result has around its rows. */
  private static boolean isEnvelope(String name) {
    return name.equals("rows") || name.equals("truncated");
  }

  private static String item(TableColumn column, String name) {
    boolean bare = column.name().equals(name) && column.selected().equals(column.sql());
    return bare
        ? column.sql()
        : column.selected()
            + " AS "
            + (column.name().equals(name) ? column.sql() : '"' + name + '"');
  }

  /** The rows, the newest first, or as their key has it. */
  List<String> list(Map<TableColumn, String> names, List<String> conditions, String limit) {
    List<String> lines = new ArrayList<>(select(items(names)));
    lines.addAll(from(conditions));
    List<String> order =
        Stream.concat(
                shape.date().stream()
                    .map(date -> date.sql() + " DESC" + (date.notNull() ? "" : " NULLS LAST")),
                shape.order().stream()
                    .filter(key -> !Optional.of(key).equals(shape.date()))
                    .map(TableColumn::sql))
            .toList();
    if (!order.isEmpty()) {
      lines.add(" ORDER BY " + String.join(", ", order));
    }
    lines.add(" LIMIT " + limit);
    return lines;
  }

  /** How many rows there are, and what an amount of them adds up to. */
  List<String> sums(
      List<TableColumn> groups, Optional<TableColumn> amount, List<String> conditions) {
    List<String> items = new ArrayList<>(items(names(groups)));
    items.add("count(*) AS how_many");
    amount.ifPresent(column -> items.add("sum(" + column.sql() + ") AS total"));
    List<String> lines = new ArrayList<>(select(items));
    lines.addAll(from(conditions));
    if (!groups.isEmpty()) {
      String by = groups.stream().map(TableColumn::sql).collect(Collectors.joining(", "));
      lines.add(" GROUP BY " + by);
      lines.add(" ORDER BY " + by);
    }
    lines.add(" LIMIT 50");
    return lines;
  }

  private static List<String> items(Map<TableColumn, String> names) {
    return names.entrySet().stream().map(one -> item(one.getKey(), one.getValue())).toList();
  }

  private static List<String> select(List<String> items) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("SELECT ");
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i < items.size() - 1 ? ", " : "");
      if (line.length() + item.length() > WIDTH && line.length() > 7) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder("       ");
      }
      line.append(item);
    }
    lines.add(line.toString());
    return lines;
  }

  private List<String> from(List<String> conditions) {
    List<String> lines = new ArrayList<>();
    lines.add("  FROM " + table.sql());
    List<String> all =
        Stream.concat(shape.deleted().stream().map(this::notDeleted), conditions.stream()).toList();
    for (int i = 0; i < all.size(); i++) {
      lines.add((i == 0 ? " WHERE " : "   AND ") + all.get(i));
    }
    return lines;
  }

  private String notDeleted(TableColumn column) {
    return column.sql() + (column.type().equals("boolean") ? " IS NOT TRUE" : " IS NULL");
  }

  /** Only rows in one state, where there is an argument. */
  String inState(TableColumn state, int parameter) {
    return "($%d::text IS NULL OR %s%s = $%d)"
        .formatted(
            parameter, state.sql(), state.isEnum() || !state.isText() ? "::text" : "", parameter);
  }

  String from(TableColumn date, int parameter) {
    return "($%d::date IS NULL OR %s >= $%d)".formatted(parameter, date.sql(), parameter);
  }

  /** Until the end of a day. */
  String until(TableColumn date, int parameter) {
    return date.type().equals("date")
        ? "($%d::date IS NULL OR %s <= $%d)".formatted(parameter, date.sql(), parameter)
        : "($%d::date IS NULL OR %s < $%d + 1)".formatted(parameter, date.sql(), parameter);
  }

  String is(TableColumn reference, int parameter) {
    String type = reference.isUuid() ? "uuid" : reference.isNumber() ? "bigint" : "text";
    return reference.sql() + " = $" + parameter + "::" + type;
  }
}
