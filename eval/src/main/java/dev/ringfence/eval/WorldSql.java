package dev.ringfence.eval;

import dev.ringfence.eval.WorldTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements that change one owner's rows of one table, or a whole company's.
 *
 * @param owner null for everybody's
 */
record WorldSql(WorldTable table, UUID tenant, @Nullable UUID owner) {
  /** Rows that are added to one table; whole copies come first. */
  private static final int MOST = 3_000;

  /** What rows are known by, beside their ids. */
  private static final Set<String> NAMES =
      Set.of("id", "conversation_id", "subject", "source_name", "number", "customer_number");

  /** What a kind of change is in SQL. What cannot be done to a table is left out. */
  List<String> of(WorldChanges.Kind kind, int some, int many) {
    return switch (kind) {
      case REMOVED -> List.of("DELETE FROM " + table.name() + where());
      case ALTERED -> altered();
      case ADDED -> List.of(added(some));
      case MANIFOLD -> List.of(added(many), "ANALYZE " + table.name());
      case MOVED -> List.of("UPDATE " + table.name() + " SET tenant_id = tenant_id" + where());
      case COPIED -> List.of(copied());
    };
  }

  private String where() {
    String whose = " WHERE tenant_id = '" + tenant + "'";
    return owner == null ? whose : whose + " AND " + table.owner() + " = '" + owner + "'";
  }

  /** Each column by itself, since some may not be just anything. */
  private List<String> altered() {
    List<String> statements = new ArrayList<>();
    for (Column column : table.columns()) {
      String other = other(column);
      if (!column.key() && !other.isEmpty()) {
        statements.add(
            "UPDATE " + table.name() + " SET " + column.name() + " = " + other + where());
      }
    }
    return statements;
  }

  private static String other(Column column) {
    String name = column.name();
    if (column.isText()) {
      return name.equals("status")
          ? "CASE status WHEN 'paid' THEN 'open' WHEN 'done' THEN 'planned' WHEN 'closed' THEN 'open'"
              + " WHEN 'active' THEN 'removed' ELSE status END"
          : name + " || ' another'";
    }
    if (column.isNumber()) {
      return name + " + 7";
    }
    return switch (column.type()) {
      case "date" -> name + " - 400";
      case "timestamptz" -> name + " - interval '400 days'";
      case "bool" -> "NOT " + name;
      case "bytea" -> name + " || '\\x00'::bytea";
      default -> "";
    };
  }

  /** The same rows so many times more, each under keys of its own. */
  private String added(int times) {
    boolean onlyOwners =
        table.columns().stream().filter(Column::key).allMatch(column -> isOwners(column.name()));
    String values =
        table.columns().stream()
            .map(column -> another(column, onlyOwners))
            .collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(1, %d) AS g%s ORDER BY g LIMIT %d"
            .formatted(table.name(), table.list(), values, table.name(), times, where(), MOST)
        + " ON CONFLICT DO NOTHING";
  }

  private boolean isOwners(String column) {
    return column.equals("tenant_id") || column.equals(table.owner());
  }

  private String another(Column column, boolean onlyOwners) {
    String name = column.name();
    boolean stays = !column.key() || name.equals("tenant_id") || name.equals("visibility");
    if (stays || (name.equals(table.owner()) && !onlyOwners)) {
      return name;
    }
    // The same in each table, so that what refers to it still does.
    return switch (column.type()) {
      case "uuid" -> "md5(" + name + "::text || g)::uuid";
      case "text" -> NAMES.contains(name) ? name + " || '-' || g" : name;
      case "int8" -> name.equals("number") ? name + " + 1000000 * g" : name;
      default -> name;
    };
  }

  /** What other people of all companies have, under the same keys, as this owner's own. */
  private String copied() {
    String values =
        table.columns().stream()
            .map(
                column ->
                    switch (column.name()) {
                      case "tenant_id" -> "'" + tenant + "'::uuid";
                      case "visibility" -> "'private'";
                      default -> another(column);
                    })
            .collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) SELECT %s FROM %s ORDER BY ctid ON CONFLICT DO NOTHING"
        .formatted(table.name(), table.list(), values, table.name());
  }

  /** Ids of documents are a whole company's; all others are their owner's alone, and stay. */
  private String another(Column column) {
    if (column.name().equals(table.owner())) {
      return "'" + owner + "'::uuid";
    }
    return column.key() && column.type().equals("uuid") && table.has("visibility")
        ? "md5(" + column.name() + "::text || '" + owner + "')::uuid"
        : column.name();
  }
}
