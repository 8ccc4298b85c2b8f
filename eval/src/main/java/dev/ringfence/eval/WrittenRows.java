package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What stands in the companies' tables, and how much of it is another later.
 *
 * @param rows how often each row is there, as its table, its owner and a hash
 */
record WrittenRows(Map<String, Integer> rows) {
  private static final String TABLES =
      "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n"
          + " ON n.oid = c.relnamespace WHERE n.nspname = 'demo' AND c.relkind = 'r' ORDER BY 1";

  WrittenRows {
    rows = Map.copyOf(rows);
  }

  /** The names of the companies' tables. */
  static List<String> tables(LabDatabase database) {
    return database.rows(TABLES).stream().map(table -> String.valueOf(table.get("name"))).toList();
  }

  static WrittenRows in(LabDatabase database) {
    List<String> parts = new ArrayList<>();
    for (String name : tables(database)) {
      parts.add(
          "SELECT '"
              + name
              + " ' || tenant_id || '/' || customer_id || ' ' || md5(t::text) AS row FROM "
              + name
              + " AS t");
    }
    Map<String, Integer> rows = new LinkedHashMap<>();
    database
        .rows(String.join(" UNION ALL ", parts))
        .forEach(row -> rows.merge(String.valueOf(row.get("row")), 1, Integer::sum));
    return new WrittenRows(rows);
  }

  /** Rows that are new, gone or changed; one that was changed counts once. */
  int changedSince(WrittenRows before) {
    return Math.max(missing(rows, before.rows), missing(before.rows, rows));
  }

  /** Whether one of them is not this person's. */
  boolean metOthersSince(WrittenRows before, Person person) {
    String own = " " + person.tenant() + "/" + person.subject() + " ";
    return Stream.concat(rows.keySet().stream(), before.rows.keySet().stream())
        .filter(row -> !rows.getOrDefault(row, 0).equals(before.rows.getOrDefault(row, 0)))
        .anyMatch(row -> !row.contains(own));
  }

  private static int missing(Map<String, Integer> these, Map<String, Integer> those) {
    return these.entrySet().stream()
        .mapToInt(row -> Math.max(0, row.getValue() - those.getOrDefault(row.getKey(), 0)))
        .sum();
  }
}
