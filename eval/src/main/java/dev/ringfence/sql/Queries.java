package dev.ringfence.sql;

import dev.ringfence.sql.SqlCatalogue.Column;
import dev.ringfence.sql.SqlCatalogue.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries of every form, as deep as they may be. */
final class Queries {
  private final Draft draft;
  private final Dice dice;
  private final SqlCatalogue catalogue;
  private final Expressions expressions;
  private final Aggregates aggregates;
  private final Aims aims;

  /** Names of queries that stand before the statement, with what they give. */
  private final List<Source> named = new ArrayList<>();

  Queries(Draft draft, SqlCatalogue catalogue, Aims aims) {
    this.draft = draft;
    this.dice = draft.dice;
    this.catalogue = catalogue;
    this.aims = aims;
    this.expressions =
        new Expressions(
            draft, catalogue, aims, (kinds, outer, depth) -> select(kinds, outer, depth));
    this.aggregates = new Aggregates(draft, expressions);
  }

  Expressions expressions() {
    return expressions;
  }

  Aims aims() {
    return aims;
  }

  /** A whole statement. */
  String statement() {
    int columns = dice.between(1, 4);
    List<Kind> kinds = IntStream.range(0, columns).mapToObj(i -> expressions.any()).toList();
    return select(kinds, List.of(), dice.between(1, 3));
  }

  String select(List<Kind> kinds, List<Source> outer, int depth) {
    int deep = depth > 0 ? 1 : 0;
    return dice.take(
        draft.way(40, "select", () -> plain(kinds, outer, depth)),
        draft.way(8, "aggregate", () -> aggregate(kinds, outer, depth)),
        draft.way(10 * deep, "group-by", () -> grouped(kinds, outer, depth)),
        draft.way(8 * deep, "window", () -> windowed(kinds, outer, depth)),
        draft.way(5 * deep, "distinct-on", () -> distinctOn(kinds, outer, depth)),
        draft.way(8 * deep, "set-operation", () -> combined(kinds, outer, depth)),
        draft.way(6 * deep, "with", () -> with(kinds, outer, depth)),
        draft.way(4 * deep, "with-recursive", () -> recursive(kinds, outer, depth)),
        draft.way(2, "values", () -> values(kinds, outer, depth)));
  }

  private String plain(List<Kind> kinds, List<Source> outer, int depth) {
    List<Source> scope = new ArrayList<>();
    String from = from(scope, outer, depth);
    List<Source> all = both(scope, outer);
    return "SELECT "
        + (dice.oneIn(6) ? Clauses.optional("DISTINCT ") : "")
        + items(kinds, kind -> expressions.of(kind, all, depth))
        + " FROM "
        + from
        + where(all, depth)
        + order(kinds);
  }

  private interface Item {
    String of(Kind kind);
  }

  private static String items(List<Kind> kinds, Item item) {
    return IntStream.range(0, kinds.size())
        .mapToObj(i -> item.of(kinds.get(i)) + " AS c" + i)
        .collect(Collectors.joining(", "));
  }

  private static List<Source> both(List<Source> scope, List<Source> outer) {
    List<Source> all = new ArrayList<>(scope);
    all.addAll(outer);
    return all;
  }

  private String where(List<Source> scope, int depth) {
    return dice.oneIn(2) ? Clauses.optional(" WHERE " + expressions.truth(scope, depth - 1)) : "";
  }

  /** By all columns, so that a limit cuts off the same rows each time. */
  private String order(List<Kind> kinds) {
    if (!dice.oneIn(4)) {
      return "";
    }
    draft.productions.add("limit");
    return Clauses.optional(
        " ORDER BY "
            + IntStream.rangeClosed(1, kinds.size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "))
            + dice.of(List.of("", " LIMIT 3", " OFFSET 1", " FETCH FIRST 2 ROWS WITH TIES")));
  }

  private String aggregate(List<Kind> kinds, List<Source> outer, int depth) {
    List<Source> scope = new ArrayList<>();
    String from = from(scope, outer, depth);
    return "SELECT "
        + items(kinds, kind -> aggregates.of(kind, scope, Math.min(depth, 1)))
        + " FROM "
        + from
        + where(both(scope, outer), depth);
  }

  private String grouped(List<Kind> kinds, List<Source> outer, int depth) {
    List<Source> scope = new ArrayList<>();
    String from = from(scope, outer, depth);
    String key = expressions.of(expressions.any(), scope, 0);
    String other = expressions.of(expressions.any(), scope, 0);
    String by =
        dice.take(
            draft.way(4, "group-by-keys", () -> key + ", " + other),
            draft.way(2, "grouping-sets", () -> "GROUPING SETS ((" + key + "), ())"),
            draft.way(1, "rollup", () -> "ROLLUP (" + key + ", " + other + ")"),
            draft.way(1, "cube", () -> "CUBE (" + key + ", " + other + ")"));
    return "SELECT "
        + items(kinds, kind -> aggregates.of(kind, scope, 1))
        + " FROM "
        + from
        + where(both(scope, outer), depth)
        + Clauses.optional(
            " GROUP BY " + by + (dice.oneIn(3) ? " HAVING count(*) > " + dice.below(2) : ""));
  }

  private String windowed(List<Kind> kinds, List<Source> outer, int depth) {
    List<Source> scope = new ArrayList<>();
    String from = from(scope, outer, depth);
    return "SELECT "
        + items(
            kinds,
            kind ->
                dice.oneIn(2) ? aggregates.window(kind, scope, 1) : expressions.of(kind, scope, 1))
        + " FROM "
        + from
        + where(both(scope, outer), depth);
  }

  private String distinctOn(List<Kind> kinds, List<Source> outer, int depth) {
    String on =
        IntStream.rangeClosed(1, kinds.size())
            .mapToObj(i -> "d.c" + (i - 1))
            .collect(Collectors.joining(", "));
    return "SELECT DISTINCT ON (d.c0) "
        + on
        + " FROM ("
        + select(kinds, outer, depth - 1)
        + ") AS d ORDER BY "
        + on;
  }

  private String combined(List<Kind> kinds, List<Source> outer, int depth) {
    return "SELECT u.* FROM (("
        + select(kinds, outer, depth - 1)
        + ") "
        + dice.of(
            List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "EXCEPT ALL", "INTERSECT ALL"))
        + " ("
        + select(kinds, outer, depth - 1)
        + ")) AS u"
        + order(kinds);
  }

  private String with(List<Kind> kinds, List<Source> outer, int depth) {
    List<Kind> given = List.of(Kind.TEXT, expressions.any(), Kind.UUID);
    String name = draft.alias();
    String query = select(given, outer, depth - 1);
    named.add(Source.of(name, given));
    try {
      return "WITH "
          + name
          + " AS "
          + dice.of(List.of("", "MATERIALIZED ", "NOT MATERIALIZED "))
          + "("
          + query
          + ") "
          + plain(kinds, outer, depth - 1);
    } finally {
      named.removeLast();
    }
  }

  private String recursive(List<Kind> kinds, List<Source> outer, int depth) {
    String name = draft.alias();
    String step = draft.alias();
    String rows = select(List.of(Kind.TEXT), outer, 0);
    named.add(Source.of(name, List.of(Kind.NUMBER, Kind.TEXT)));
    try {
      return "WITH RECURSIVE "
          + name
          + " (c0, c1) AS (SELECT 1::numeric, ''::text UNION ALL SELECT "
          + step
          + ".c0 + 1, left("
          + step
          + ".c1 || r.c0, 200) FROM "
          + name
          + " AS "
          + step
          + ", LATERAL (SELECT q.c0 FROM ("
          + rows
          + ") AS q ORDER BY 1 LIMIT 2) AS r WHERE "
          + step
          + ".c0 < 4) "
          + plain(kinds, outer, depth - 1);
    } finally {
      named.removeLast();
    }
  }

  private String values(List<Kind> kinds, List<Source> outer, int depth) {
    String row =
        kinds.stream()
            .map(kind -> expressions.of(kind, outer, depth))
            .collect(Collectors.joining(", ", "(", ")"));
    String names =
        IntStream.range(0, kinds.size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", ", "(", ")"));
    return "SELECT v.* FROM (VALUES " + row + ") AS v " + names;
  }

  private String from(List<Source> scope, List<Source> outer, int depth) {
    StringBuilder from = new StringBuilder(table(scope, outer, depth));
    int joins = depth > 0 ? dice.of(List.of(0, 0, 0, 1, 1, 2)) : 0;
    for (int i = 0; i < joins; i++) {
      from.append(join(scope, outer, depth));
    }
    return from.toString();
  }

  private String join(List<Source> scope, List<Source> outer, int depth) {
    List<Source> before = List.copyOf(scope);
    return dice.take(
        draft.way(6, "join-inner", () -> on(" JOIN ", scope, outer, depth)),
        draft.way(4, "join-left", () -> on(" LEFT JOIN ", scope, outer, depth)),
        draft.way(2, "join-right", () -> on(" RIGHT JOIN ", scope, outer, depth)),
        draft.way(
            2,
            "join-full",
            () -> {
              String right = table(scope, outer, depth - 1);
              String left = expressions.of(Kind.TEXT, before, 0);
              String equal = expressions.of(Kind.TEXT, List.of(scope.getLast()), 0);
              return " FULL JOIN " + right + " ON " + left + " = " + equal;
            }),
        draft.way(2, "join-cross", () -> " CROSS JOIN " + table(scope, outer, depth - 1)),
        draft.way(
            4,
            "join-lateral",
            () -> {
              List<Kind> kinds = List.of(Kind.TEXT, expressions.any());
              String alias = draft.alias();
              String query = select(kinds, both(before, outer), depth - 1);
              scope.add(Source.of(alias, kinds));
              return " LEFT JOIN LATERAL (" + query + ") AS " + alias + " ON true";
            }));
  }

  private String on(String join, List<Source> scope, List<Source> outer, int depth) {
    String right = table(scope, outer, depth - 1);
    String condition =
        scope.stream().allMatch(source -> has(source, "tenant_id")) && dice.oneIn(2)
            ? scope.getFirst().alias() + ".tenant_id = " + scope.getLast().alias() + ".tenant_id"
            : expressions.truth(scope, 1);
    return join + right + " ON " + condition;
  }

  private static boolean has(Source source, String column) {
    return source.columns().stream().anyMatch(c -> c.name().equals(column));
  }

  private String table(List<Source> scope, List<Source> outer, int depth) {
    int deep = depth > 0 ? 1 : 0;
    return dice.take(
        draft.way(60, "relation", () -> relation(scope, dice.of(catalogue.open()))),
        draft.way(named.isEmpty() ? 0 : 60, "named-query", () -> named(scope)),
        draft.way(1, "relation-without-a-right", () -> relation(scope, dice.of(catalogue.shut()))),
        draft.way(
            3,
            "view-of-the-server",
            () -> {
              draft.unsteady();
              return relation(scope, dice.of(catalogue.system()));
            }),
        draft.way(
            10 * deep,
            "derived-table",
            () -> {
              List<Kind> kinds = List.of(Kind.TEXT, expressions.any(), expressions.any());
              String query = select(kinds, outer, depth - 1);
              String alias = draft.alias();
              scope.add(Source.of(alias, kinds));
              return "(" + query + ") AS " + alias;
            }),
        draft.way(4, "set-returning-function", () -> setReturning(scope)));
  }

  private String named(List<Source> scope) {
    Source query = dice.of(named);
    String alias = draft.alias();
    scope.add(new Source(alias, query.columns(), true));
    return query.alias() + " AS " + alias;
  }

  private String relation(List<Source> scope, Relation relation) {
    String alias = draft.alias();
    List<Column> columns = relation.readable();
    scope.add(
        new Source(alias, columns.isEmpty() ? relation.columns() : columns, relation.whole()));
    String only = relation.base() && dice.oneIn(12) ? "ONLY " : "";
    String sample =
        relation.base() && dice.oneIn(15) ? Clauses.optional(" TABLESAMPLE SYSTEM (100)") : "";
    return only + relation.name() + " AS " + alias + sample;
  }

  private String setReturning(List<Source> scope) {
    String alias = draft.alias();
    scope.add(Source.of(alias, List.of(Kind.TEXT)));
    return dice.of(
            List.of(
                "regexp_split_to_table('a b c', ' ')",
                "unnest(ARRAY['x', 'y'])",
                "jsonb_object_keys('{\"p\": 1, \"q\": 2}')",
                "LATERAL (SELECT g::text FROM generate_series(1, 3) AS g)",
                "ROWS FROM (string_to_table('k,l', ','))"))
        + " AS "
        + alias
        + " (c0)";
  }
}
