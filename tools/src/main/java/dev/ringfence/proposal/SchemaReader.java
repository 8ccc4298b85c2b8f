package dev.ringfence.proposal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the catalogue with a fixed number of queries, whatever the number of tables. Comments are
 * not read: nobody who only wrote one is to speak to a model.
 */
final class SchemaReader {
  /** How many relations are read at most. */
  static final int MOST = 2_000;

  private final Connection connection;

  SchemaReader(Connection connection) {
    this.connection = connection;
  }

  private record Relation(long oid, TableId id, String obstacle, long rows) {}

  /**
   * @throws ProposalException for more than {@value #MOST} relations
   */
  Schema read() throws SQLException {
    List<Relation> relations = rows(SchemaQueries.RELATIONS, SchemaReader::relation);
    if (relations.size() > MOST) {
      throw new ProposalException(
          "there are more than " + MOST + " tables; let init look at a database with fewer");
    }
    Set<String> keywords = new HashSet<>(rows(SchemaQueries.KEYWORDS, row -> row.getString(1)));
    Map<Long, List<TableColumn>> columns = columns(keywords);
    Map<Long, List<Key>> keys = grouped(SchemaQueries.KEYS, SchemaReader::key);
    Map<Long, List<String>> policies =
        grouped(SchemaQueries.POLICIES, row -> row.getString("polname"));
    Map<TableId, SchemaTable> tables = new LinkedHashMap<>();
    for (Relation relation : relations) {
      tables.put(
          relation.id(),
          table(
              relation,
              keywords,
              columns.getOrDefault(relation.oid(), List.of()),
              keys.getOrDefault(relation.oid(), List.of()),
              policies.getOrDefault(relation.oid(), List.of())));
    }
    boolean migrated = rows(SchemaQueries.MIGRATED, row -> row.getBoolean(1)).getFirst();
    return new Schema(connection.getCatalog(), tables, migrated, migrated ? onlyTenant() : "");
  }

  private static Relation relation(ResultSet row) throws SQLException {
    return new Relation(
        row.getLong("oid"),
        new TableId(row.getString("nspname"), row.getString("relname")),
        row.getString("obstacle"),
        row.getLong("reltuples"));
  }

  private static SchemaTable table(
      Relation relation,
      Set<String> keywords,
      List<TableColumn> columns,
      List<Key> keys,
      List<String> policies) {
    List<Key> unique = keys.stream().filter(key -> key.target() == null).toList();
    return new SchemaTable(
        relation.id(),
        Text.identifier(relation.id().schema(), keywords)
            + "."
            + Text.identifier(relation.id().name(), keywords),
        relation.obstacle(),
        relation.rows(),
        columns,
        unique.stream().filter(Key::primary).findFirst().map(Key::columns).orElse(List.of()),
        unique.stream().map(Key::columns).toList(),
        keys.stream().flatMap(key -> key.foreign().stream()).toList(),
        policies);
  }

  private Map<Long, List<TableColumn>> columns(Set<String> keywords) throws SQLException {
    Map<Long, Map<String, List<String>>> checks = new HashMap<>();
    record Check(String column, String definition) {}
    Map<Long, List<Check>> found =
        grouped(
            SchemaQueries.CHECKS,
            row -> new Check(row.getString("attname"), row.getString("definition")));
    found.forEach(
        (oid, list) ->
            list.forEach(
                check ->
                    checks
                        .computeIfAbsent(oid, _ -> new HashMap<>())
                        .putIfAbsent(check.column(), CheckedValues.of(check.definition()))));
    Map<Long, List<TableColumn>> columns = new HashMap<>();
    read(
        SchemaQueries.COLUMNS,
        row -> {
          List<String> labels = texts(row.getArray("labels"));
          String name = row.getString("attname");
          List<String> checked =
              checks.getOrDefault(row.getLong("oid"), Map.of()).getOrDefault(name, List.of());
          return columns
              .computeIfAbsent(row.getLong("oid"), _ -> new ArrayList<>())
              .add(
                  new TableColumn(
                      name,
                      Text.identifier(name, keywords),
                      type(row),
                      row.getBoolean("domain"),
                      !labels.isEmpty(),
                      row.getBoolean("attnotnull"),
                      labels.isEmpty() ? checked : labels));
        });
    return columns;
  }

  /** Types of extensions are known by their own name, wherever they were installed. */
  private static String type(ResultSet row) throws SQLException {
    String type = row.getBoolean("domain") ? row.getString("base") : row.getString("type");
    return type.endsWith(".citext") ? "citext" : type;
  }

  /**
   * @param target null for a unique key
   */
  private record Key(
      boolean primary,
      List<String> columns,
      @org.jspecify.annotations.Nullable TableId target,
      List<String> targetColumns) {
    List<ForeignKey> foreign() {
      return target == null ? List.of() : List.of(new ForeignKey(columns, target, targetColumns));
    }
  }

  private static Key key(ResultSet row) throws SQLException {
    String target = row.getString("target_name");
    return new Key(
        row.getString("kind").equals("p"),
        texts(row.getArray("columns")),
        target == null ? null : new TableId(row.getString("target_schema"), target),
        texts(row.getArray("target_columns")));
  }

  private String onlyTenant() throws SQLException {
    List<String> ids = rows(SchemaQueries.TENANTS, row -> row.getString(1));
    return ids.size() == 1 ? ids.getFirst() : "";
  }

  /** What is made of one row. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private void read(String sql, Reading<?> reading) throws SQLException {
    var _ = rows(sql, reading);
  }

  private <T> List<T> rows(String sql, Reading<T> reading) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reading.of(result));
      }
      return rows;
    }
  }

  private <T> Map<Long, List<T>> grouped(String sql, Reading<T> reading) throws SQLException {
    record Entry<T>(long oid, T value) {}
    List<Entry<T>> entries = rows(sql, row -> new Entry<>(row.getLong("oid"), reading.of(row)));
    return entries.stream()
        .collect(
            Collectors.groupingBy(
                Entry::oid, Collectors.mapping(Entry::value, Collectors.toList())));
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
  }
}
