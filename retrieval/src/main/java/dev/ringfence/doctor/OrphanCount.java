package dev.ringfence.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts rows whose owner is missing or does not exist, and names the keys of a few: one query over
 * all the tables that have an owner's column.
 */
final class OrphanCount {
  /** Keys that are named; how many rows there are is always said. */
  private static final int NAMED = 5;

  private static final String TABLES = "SELECT c.* FROM counted AS c ORDER BY c.object";

  /** What each rule looks for: {@code %1$s} is the tenant's column, {@code %2$s} the customer's. */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "orphan-no-owner",
          "t.%1$s IS NULL",
          "orphan-no-tenant",
          "t.%1$s IS NOT NULL AND NOT EXISTS (SELECT FROM ringfence.tenant AS o WHERE o.id = t.%1$s)",
          "orphan-no-member",
          "t.%2$s IS NOT NULL AND NOT EXISTS (SELECT FROM ringfence.membership AS m"
              + " WHERE m.tenant_id = t.%1$s AND m.member_id = t.%2$s)");

  private OrphanCount() {}

  static List<Hit> of(Facts facts, Catalogue catalogue) {
    List<String> queries = new ArrayList<>();
    for (List<String> row : catalogue.ask(facts.before(TABLES))) {
      if (row.get(6).equals("true")) {
        throw new CatalogueException(
            new IllegalStateException(
                "orphans can only be counted by a login that sees every row of " + row.get(0)));
      }
      CONDITIONS.forEach(
          (rule, condition) -> {
            if (applies(rule, row)) {
              queries.add(query(rule, condition.formatted(row.get(2), row.get(3)), row));
            }
          });
    }
    if (queries.isEmpty()) {
      return List.of();
    }
    return catalogue
        .ask(queries.stream().sorted().collect(Collectors.joining("\nUNION ALL\n")))
        .stream()
        .map(r -> new Hit(r.get(0), r.get(1), r.get(2) + " rows, such as " + r.get(3), r.get(4)))
        .toList();
  }

  private static boolean applies(String rule, List<String> row) {
    boolean tenant = !row.get(2).isEmpty();
    return switch (rule) {
      case "orphan-no-owner" -> tenant;
      case "orphan-no-tenant" -> tenant && row.get(4).equals("uuid");
      default -> tenant && row.get(4).equals("uuid") && !row.get(3).isEmpty();
    };
  }

  private static String query(String rule, String condition, List<String> row) {
    return """
        SELECT '%1$s', %2$s, n.count::text, n.keys, %3$s
          FROM (SELECT count(*) AS count,
                       (SELECT string_agg(k.key, ' ') FROM (SELECT ROW(%4$s)::text AS key
                          FROM %5$s AS t WHERE %6$s ORDER BY 1 LIMIT %7$d) AS k) AS keys
                  FROM %5$s AS t WHERE %6$s) AS n
         WHERE n.count > 0"""
        .formatted(
            rule,
            literal(row.get(0)),
            literal(
                "-- look at them, then: DELETE FROM %s AS t WHERE %s;"
                    .formatted(row.get(1), condition)),
            java.util.Arrays.stream(row.get(5).split(", "))
                .map(column -> "t." + column)
                .collect(Collectors.joining(", ")),
            row.get(1),
            condition,
            NAMED);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
