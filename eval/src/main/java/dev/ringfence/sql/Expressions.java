package dev.ringfence.sql;

import dev.ringfence.sql.SqlCatalogue.Column;
import dev.ringfence.sql.SqlCatalogue.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions of a kind over what a query reads from. */
final class Expressions {
  private final Draft draft;
  private final Dice dice;
  private final SqlCatalogue catalogue;
  private final Aims aims;
  private final Subqueries subqueries;

  Expressions(Draft draft, SqlCatalogue catalogue, Aims aims, Subqueries subqueries) {
    this.draft = draft;
    this.dice = draft.dice;
    this.catalogue = catalogue;
    this.aims = aims;
    this.subqueries = subqueries;
  }

  /** An expression of the kind's own type. */
  String of(Kind kind, List<Source> scope, int depth) {
    if (depth <= 0 || dice.oneIn(3)) {
      return leaf(kind, scope);
    }
    String made =
        switch (kind) {
          case TEXT, OTHER -> text(scope, depth - 1);
          case NUMBER -> number(scope, depth - 1);
          case TIME -> time(scope, depth - 1);
          case UUID -> uuid(scope, depth - 1);
          case BOOL -> truth(scope, depth - 1);
        };
    return Clauses.simpler(made, "NULL::" + kind.type);
  }

  private String leaf(Kind kind, List<Source> scope) {
    List<String> columns = new ArrayList<>();
    for (Source source : scope) {
      for (Column column : source.columns()) {
        boolean fits =
            kind == Kind.TEXT || kind == Kind.OTHER
                ? column.kind() == Kind.TEXT || column.kind() == Kind.OTHER
                : column.kind() == kind;
        if (fits) {
          columns.add("(" + source.alias() + "." + column.name() + ")::" + kind.type);
        }
      }
    }
    return columns.isEmpty() || dice.oneIn(6) ? literal(kind) : dice.of(columns);
  }

  private String literal(Kind kind) {
    return switch (kind) {
      case TEXT, OTHER ->
          dice.of(List.of("''", "'a'", "'%e%'", "'open'", "'private'", "'42'", "'zq'")) + "::text";
      case NUMBER -> dice.between(-3, 40) + "::numeric";
      case TIME -> "'2026-0" + dice.between(1, 9) + "-11'::timestamptz";
      case UUID -> "'" + key() + "'::uuid";
      case BOOL -> dice.of(List.of("(1 = 1)", "(1 = 0)", "NULL::boolean"));
    };
  }

  /** Somebody else's key, or one of one's own. */
  String key() {
    return dice.oneIn(3) ? dice.of(List.of(aims.tenant(), aims.subject())) : dice.of(aims.keys());
  }

  private String text(List<Source> scope, int depth) {
    return dice.take(
        draft.way(
            8,
            "text-function",
            () ->
                dice.of(List.of("upper", "lower", "initcap", "btrim", "quote_literal", "reverse"))
                    + "("
                    + of(Kind.TEXT, scope, depth)
                    + ")"),
        draft.way(
            5,
            "concatenation",
            () -> "(" + of(Kind.TEXT, scope, depth) + " || " + of(Kind.TEXT, scope, depth) + ")"),
        draft.way(
            4,
            "substring",
            () -> "substr(" + of(Kind.TEXT, scope, depth) + ", " + dice.between(1, 4) + ")"),
        draft.way(5, "cast-to-text", () -> "(" + of(any(), scope, depth) + ")::text"),
        draft.way(3, "format", () -> "format('%s/%L', " + of(Kind.TEXT, scope, depth) + ", 1)"),
        draft.way(
            5,
            "json",
            () ->
                "jsonb_build_object('k', "
                    + of(any(), scope, depth)
                    + ", 'l', "
                    + of(Kind.TEXT, scope, depth)
                    + ")::text"),
        draft.way(6, "whole-row", () -> wholeRow(scope)),
        draft.way(4, "case", () -> choice(Kind.TEXT, scope, depth)),
        draft.way(3, "coalesce", () -> coalesce(Kind.TEXT, scope, depth)),
        draft.way(5, "scalar-subquery", () -> scalar(Kind.TEXT, scope, depth)),
        draft.way(3, "array-subquery", () -> array(scope, depth)),
        draft.way(3, "setting", this::setting),
        draft.way(6, "function-of-the-catalogue", () -> function(scope, depth)));
  }

  private String wholeRow(List<Source> scope) {
    List<String> rows = scope.stream().filter(Source::whole).map(Source::alias).toList();
    if (rows.isEmpty()) {
      return leaf(Kind.TEXT, scope);
    }
    String row = dice.of(rows);
    return dice.of(
        List.of(row + "::text", "row_to_json(" + row + ")::text", "to_jsonb(" + row + ")::text"));
  }

  private String choice(Kind kind, List<Source> scope, int depth) {
    return "CASE WHEN "
        + of(Kind.BOOL, scope, depth)
        + " THEN "
        + of(kind, scope, depth)
        + " ELSE "
        + of(kind, scope, depth)
        + " END";
  }

  private String coalesce(Kind kind, List<Source> scope, int depth) {
    return "coalesce(" + of(kind, scope, depth) + ", " + of(kind, scope, depth) + ")";
  }

  /** One row at most, by the order of all of it, so that it is the same one each time. */
  private String scalar(Kind kind, List<Source> scope, int depth) {
    return "(SELECT "
        + "q.c0 FROM ("
        + subqueries.select(List.of(kind), scope, depth - 1)
        + ") AS q ORDER BY 1 LIMIT 1)";
  }

  private String array(List<Source> scope, int depth) {
    return "array_to_string(ARRAY(SELECT q.c0 FROM ("
        + subqueries.select(List.of(Kind.TEXT), scope, depth - 1)
        + ") AS q ORDER BY 1), '|')";
  }

  /** In the midst of a statement: what is bound, and another binding. */
  private String setting() {
    draft.unsteady();
    return dice.oneIn(3)
        ? "set_config('ringfence.context', '" + dice.of(aims.forged()) + "', true)"
        : "current_setting('"
            + dice.of(List.of("role", "search_path", "application_name", "server_version"))
            + "', true)";
  }

  /** Any function of simple parameters that the role may execute. */
  private String function(List<Source> scope, int depth) {
    for (int tries = 0; tries < 40; tries++) {
      Function function = dice.of(catalogue.functions());
      boolean simple =
          function.takes().size() <= 4
              && function.takes().stream().allMatch(type -> Kind.of(type) != Kind.OTHER);
      if (simple) {
        if (!function.steady()) {
          draft.unsteady();
        }
        return "("
            + function.name()
            + function.takes().stream()
                .map(type -> "(" + of(Kind.of(type), scope, depth - 1) + ")::text::" + type)
                .collect(Collectors.joining(", ", "(", ")"))
            + ")::text";
      }
    }
    return leaf(Kind.TEXT, scope);
  }

  private String number(List<Source> scope, int depth) {
    return dice.take(
        draft.way(6, "length", () -> "length(" + of(Kind.TEXT, scope, depth) + ")::numeric"),
        draft.way(
            6,
            "arithmetic",
            () ->
                "("
                    + of(Kind.NUMBER, scope, depth)
                    + dice.of(List.of(" + ", " - "))
                    + of(Kind.NUMBER, scope, depth)
                    + ")"),
        draft.way(
            1,
            "division-that-raises",
            () -> {
              String x = leaf(Kind.NUMBER, scope);
              return "(1 / (" + x + " - " + x + "))";
            }),
        draft.way(
            1, "cast-that-raises", () -> "(" + leaf(Kind.TEXT, scope) + ")::integer::numeric"),
        draft.way(
            3, "extract", () -> "extract(epoch FROM " + of(Kind.TIME, scope, depth) + ")::numeric"),
        draft.way(3, "case", () -> choice(Kind.NUMBER, scope, depth)),
        draft.way(3, "coalesce", () -> coalesce(Kind.NUMBER, scope, depth)),
        draft.way(5, "scalar-subquery", () -> scalar(Kind.NUMBER, scope, depth)),
        draft.way(
            5,
            "count-subquery",
            () ->
                "(SELECT count(*)::numeric FROM ("
                    + subqueries.select(List.of(any()), scope, depth - 1)
                    + ") AS q)"));
  }

  private String time(List<Source> scope, int depth) {
    return dice.take(
        draft.way(4, "date-trunc", () -> "date_trunc('day', " + of(Kind.TIME, scope, depth) + ")"),
        draft.way(4, "interval", () -> "(" + of(Kind.TIME, scope, depth) + " + interval '1 hour')"),
        draft.way(2, "coalesce", () -> coalesce(Kind.TIME, scope, depth)),
        draft.way(3, "scalar-subquery", () -> scalar(Kind.TIME, scope, depth)),
        draft.way(
            1,
            "clock",
            () -> {
              draft.unsteady();
              return "clock_timestamp()";
            }));
  }

  private String uuid(List<Source> scope, int depth) {
    return dice.take(
        draft.way(3, "coalesce", () -> coalesce(Kind.UUID, scope, depth)),
        draft.way(3, "case", () -> choice(Kind.UUID, scope, depth)),
        draft.way(4, "scalar-subquery", () -> scalar(Kind.UUID, scope, depth)),
        draft.way(
            2,
            "nullif",
            () -> "nullif(" + of(Kind.UUID, scope, depth) + ", " + literal(Kind.UUID) + ")"));
  }

  String truth(List<Source> scope, int depth) {
    Kind kind = dice.of(List.of(Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.UUID));
    return dice.take(
        draft.way(
            8,
            "comparison",
            () ->
                "("
                    + of(kind, scope, depth)
                    + dice.of(List.of(" = ", " <> ", " < ", " >= ", " IS NOT DISTINCT FROM "))
                    + of(kind, scope, depth)
                    + ")"),
        draft.way(
            4,
            "like",
            () ->
                "("
                    + of(Kind.TEXT, scope, depth)
                    + dice.of(List.of(" LIKE ", " NOT ILIKE ", " ~~* "))
                    + "'%"
                    + dice.of(List.of("a", "e", "zq", "%", "_1"))
                    + "%')"),
        draft.way(4, "is-null", () -> "(" + of(kind, scope, depth) + " IS NOT NULL)"),
        draft.way(3, "and", () -> joined(" AND ", scope, depth)),
        draft.way(4, "or", () -> joined(" OR ", scope, depth)),
        draft.way(2, "not", () -> "(NOT " + of(Kind.BOOL, scope, depth) + ")"),
        draft.way(
            5,
            "exists",
            () -> "EXISTS (" + subqueries.select(List.of(kind), scope, depth - 1) + ")"),
        draft.way(
            5,
            "in-subquery",
            () ->
                "("
                    + of(kind, scope, depth)
                    + dice.of(List.of(" IN (", " NOT IN (", " = ANY (", " <> ALL ("))
                    + subqueries.select(List.of(kind), scope, depth - 1)
                    + "))"),
        draft.way(
            3,
            "row-comparison",
            () ->
                "(("
                    + of(kind, scope, depth)
                    + ", "
                    + of(Kind.UUID, scope, depth)
                    + ")"
                    + dice.of(List.of(" = ", " < ", " >= ", " IS DISTINCT FROM "))
                    + "ROW("
                    + of(kind, scope, depth)
                    + ", "
                    + of(Kind.UUID, scope, depth)
                    + "))"));
  }

  private String joined(String by, List<Source> scope, int depth) {
    return "(" + of(Kind.BOOL, scope, depth) + by + of(Kind.BOOL, scope, depth) + ")";
  }

  Kind any() {
    return dice.of(List.of(Kind.TEXT, Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.UUID, Kind.BOOL));
  }
}
