package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is there of a subject, table by table: by the conditions that erasing uses, and besides by
 * the subject's own key, looked for in every column of every table that could hold it. The second
 * knows nothing of policies, foreign keys or names, and so finds what the first does not.
 */
final class Remains {
  private static final Set<String> TEXT = Set.of("text", "character varying", "character");

  private Remains() {}

  /** Rows of each table; tables without any are left out. */
  static Map<String, Long> count(
      AdminConnection connection, TenantCatalog catalog, Subject subject) {
    Map<String, Long> found = byCondition(connection, catalog, subject);
    unknown(connection, catalog, subject, Views.INCLUDED).forEach(found::putIfAbsent);
    return found;
  }

  static Map<String, Long> byCondition(
      AdminConnection connection, TenantCatalog catalog, Subject subject) {
    Map<String, Long> found = new LinkedHashMap<>();
    SubjectRows.of(connection, catalog, subject)
        .forEach(
            (table, condition) ->
                note(
                    found,
                    table.name(),
                    connection.number(
                        "SELECT count(*) FROM " + table.name() + " WHERE " + condition)));
    return found;
  }

  /** Whether copies of rows in materialized views are looked for, which follow their tables. */
  enum Views {
    INCLUDED,
    LEFT_OUT
  }

  /**
   * Tables, foreign ones included, in which the subject's key stands in a column that nothing says
   * to be an owner's.
   */
  static Map<String, Long> unknown(
      AdminConnection connection, TenantCatalog catalog, Subject subject, Views views) {
    String key =
        connection.literal(
            (subject.customer() == null ? subject.tenant() : subject.customer().id()).toString());
    Set<TenantTable> known = new HashSet<>(SubjectRows.of(connection, catalog, subject).keySet());
    Map<String, Long> found = new LinkedHashMap<>();
    for (TenantTable table : catalog.tables().values()) {
      if (TenantCatalog.kept(table).isEmpty() && !known.contains(table)) {
        search(connection, found, table.name(), table.columns(), key);
      }
    }
    others(connection, views == Views.INCLUDED)
        .forEach((view, columns) -> search(connection, found, view, columns, key));
    return found;
  }

  private static void search(
      AdminConnection connection,
      Map<String, Long> found,
      String table,
      List<Column> columns,
      String key) {
    List<String> places = new ArrayList<>();
    for (Column column : columns) {
      if (column.type().equals("uuid")) {
        places.add(column.quoted() + " = " + key + "::uuid");
      } else if (TEXT.contains(column.type())) {
        places.add(column.quoted() + " = " + key);
      }
    }
    if (!places.isEmpty()) {
      note(
          found,
          table,
          connection.number(
              "SELECT count(*) FROM " + table + " WHERE " + String.join(" OR ", places)));
    }
  }

  private static Map<String, List<Column>> others(AdminConnection connection, boolean withViews) {
    Map<String, List<Column>> found = new LinkedHashMap<>();
    connection.list(
        row -> {
          found
              .computeIfAbsent(row.getString("name"), _ -> new ArrayList<>())
              .add(
                  new Column(
                      row.getInt("attnum"),
                      row.getString("attname"),
                      row.getString("quoted"),
                      row.getString("type"),
                      false));
          return true;
        },
        """
        SELECT c.oid::regclass::text AS name, a.attnum, a.attname, quote_ident(a.attname) AS quoted,
               format_type(a.atttypid, NULL) AS type
          FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
         WHERE NOT a.attisdropped
           AND (c.relkind = 'f' OR ? AND c.relkind = 'm' AND c.relispopulated)
         ORDER BY 1, 2
        """,
        withViews);
    return found;
  }

  private static void note(Map<String, Long> found, String table, long rows) {
    if (rows > 0) {
      found.put(table, rows);
    }
  }
}
