package dev.ringfence.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one role of a database can name: its relations, and the functions it may execute.
 *
 * @param open relations of which it may read some column
 * @param shut relations of which it may read nothing
 * @param system views of the server's own
 */
public record SqlCatalogue(
    List<Relation> open, List<Relation> shut, List<Relation> system, List<Function> functions) {
  private static final String RELATIONS =
      """
      SELECT c.oid::regclass::text AS relation, n.nspname = 'pg_catalog' AS system,
             c.relkind IN ('r', 'p') AS base, quote_ident(a.attname) AS name,
             format_type(a.atttypid, NULL) AS type,
             has_column_privilege(who.role, c.oid, a.attnum, 'SELECT') AS reads,
             has_column_privilege(who.role, c.oid, a.attnum, 'INSERT') AS inserts,
             has_column_privilege(who.role, c.oid, a.attnum, 'UPDATE') AS updates,
             has_table_privilege(who.role, c.oid, 'DELETE') AS deletes,
             coalesce(a.attnum = ANY (p.conkey), false) AS key, a.attgenerated <> '' AS generated
        FROM (SELECT ?::text AS role) AS who, pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_constraint AS p ON p.conrelid = c.oid AND p.contype = 'p'
       WHERE n.nspname IN ('demo', 'ringfence') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
          OR n.nspname = 'pg_catalog' AND c.relkind = 'v'
       ORDER BY 1, a.attnum
      """;

  /** Those that wait, end sessions or write into the server's log are no use to anybody here. */
  private static final String FUNCTIONS =
      """
      SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname) AS name,
             format_type(p.prorettype, NULL) AS returns, p.provolatile = 'i' AS steady,
             ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes::oid[]) AS t)::text[] AS takes
        FROM (SELECT ?::text AS role) AS who, pg_proc AS p
        JOIN pg_namespace AS n ON n.oid = p.pronamespace
       WHERE n.nspname IN ('pg_catalog', 'public', 'ringfence', 'demo') AND p.prokind = 'f' AND NOT p.proretset
         AND has_function_privilege(who.role, p.oid, 'EXECUTE')
         AND has_schema_privilege(who.role, n.oid, 'USAGE')
         AND p.provariadic = 0 AND p.prorettype NOT IN ('trigger'::regtype, 'internal'::regtype, 'cstring'::regtype)
         AND NOT 2281 = ANY (p.proargtypes::oid[])
         AND p.proname !~ 'sleep|wait|terminate|cancel|promote|log_backend|lock|^ri_|in$|recv$|repeat|pad$'
       ORDER BY p.oid
      """;

  public SqlCatalogue {
    open = List.copyOf(open);
    shut = List.copyOf(shut);
    system = List.copyOf(system);
    functions = List.copyOf(functions);
  }

  record Column(
      String name, String type, boolean reads, boolean inserts, boolean updates, boolean key) {
    Kind kind() {
      return Kind.of(type);
    }
  }

  /**
   * @param base a table, not a view
   */
  record Relation(String name, boolean base, boolean deletes, List<Column> columns) {
    Relation {
      columns = List.copyOf(columns);
    }

    List<Column> readable() {
      return columns.stream().filter(Column::reads).toList();
    }

    boolean has(String column) {
      return columns.stream().anyMatch(c -> c.name().equals(column));
    }

    boolean whole() {
      return columns.stream().allMatch(Column::reads);
    }
  }

  record Function(String name, String returns, boolean steady, List<String> takes) {
    Function {
      takes = List.copyOf(takes);
    }
  }

  /** For each relation of which anything may be read a query whose one row says all of it. */
  public List<String> readings() {
    return open.stream()
        .map(
            relation -> {
              String row =
                  relation.readable().stream()
                      .map(column -> "t." + column.name() + "::text")
                      .collect(Collectors.joining(", ", "concat_ws('|', ", ")"));
              return "SELECT count(*), md5(string_agg(%1$s, ',' ORDER BY %1$s)) FROM %2$s AS t"
                  .formatted(row, relation.name());
            })
        .toList();
  }

  /** Reads the catalogue as a role of it has it, over a superuser's connection. */
  public static SqlCatalogue of(Connection connection, String role) throws SQLException {
    Map<String, List<Column>> columns = new LinkedHashMap<>();
    Map<String, Relation> relations = new LinkedHashMap<>();
    List<String> system = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
      statement.setString(1, role);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString("relation");
          columns.computeIfAbsent(name, _ -> new ArrayList<>()).add(column(rows));
          relations.put(
              name,
              new Relation(name, rows.getBoolean("base"), rows.getBoolean("deletes"), List.of()));
          if (rows.getBoolean("system") && !system.contains(name)) {
            system.add(name);
          }
        }
      }
    }
    List<Relation> open = new ArrayList<>();
    List<Relation> shut = new ArrayList<>();
    List<Relation> views = new ArrayList<>();
    relations.forEach(
        (name, relation) -> {
          Relation full =
              new Relation(
                  name, relation.base(), relation.deletes(), columns.getOrDefault(name, List.of()));
          boolean readable = !full.readable().isEmpty();
          (system.contains(name) ? readable ? views : shut : readable ? open : shut).add(full);
        });
    return new SqlCatalogue(open, shut, views, functions(connection, role));
  }

  private static Column column(ResultSet row) throws SQLException {
    boolean written = !row.getBoolean("generated");
    return new Column(
        row.getString("name"),
        row.getString("type"),
        row.getBoolean("reads"),
        written && row.getBoolean("inserts"),
        written && row.getBoolean("updates"),
        row.getBoolean("key"));
  }

  private static List<Function> functions(Connection connection, String role) throws SQLException {
    List<Function> functions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(FUNCTIONS)) {
      statement.setString(1, role);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          functions.add(
              new Function(
                  rows.getString("name"),
                  rows.getString("returns"),
                  rows.getBoolean("steady"),
                  Arrays.asList((String[]) rows.getArray("takes").getArray())));
        }
      }
    }
    return functions;
  }
}
