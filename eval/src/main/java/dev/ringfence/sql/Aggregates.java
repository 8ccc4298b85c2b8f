package dev.ringfence.sql;

import java.util.List;

/** Aggregates and window functions, such that the same rows always give the same. */
final class Aggregates {
  private final Draft draft;
  private final Dice dice;
  private final Expressions expressions;

  Aggregates(Draft draft, Expressions expressions) {
    this.draft = draft;
    this.dice = draft.dice;
    this.expressions = expressions;
  }

  /** An aggregate of a kind over what one query reads from. */
  String of(Kind kind, List<Source> scope, int depth) {
    String e = expressions.of(kind, scope, depth);
    String value =
        switch (kind) {
          case TEXT, OTHER ->
              dice.of(
                  List.of(
                      "string_agg(" + e + ", ',' ORDER BY " + e + ")",
                      "jsonb_agg(" + e + " ORDER BY " + e + ")",
                      "array_agg(DISTINCT " + e + " ORDER BY " + e + ")",
                      "min(" + e + ")",
                      "max(" + e + ")"));
          case NUMBER ->
              dice.of(
                  List.of(
                      "count(*)",
                      "count(DISTINCT " + e + ")",
                      "sum(" + e + ")",
                      "avg(" + e + ")",
                      "max(" + e + ")"));
          case TIME -> dice.of(List.of("min(" + e + ")", "max(" + e + ")"));
          case UUID -> "max(" + e + "::text)";
          case BOOL -> dice.of(List.of("bool_or(" + e + ")", "every(" + e + ")"));
        };
    if (dice.oneIn(4)) {
      draft.productions.add("filter");
      value += Clauses.optional(" FILTER (WHERE " + expressions.truth(scope, depth) + ")");
    } else if (kind == Kind.TEXT && dice.oneIn(6)) {
      draft.productions.add("within-group");
      value = "percentile_disc(0.5) WITHIN GROUP (ORDER BY " + e + ")";
    }
    return "(" + value + ")::" + kind.type;
  }

  /**
   * A window function of a kind. Its order is such that peers are equal, or that the frame takes
   * all of them.
   */
  String window(Kind kind, List<Source> scope, int depth) {
    String over =
        " OVER ("
            + Clauses.optional(
                "PARTITION BY " + expressions.of(expressions.any(), scope, depth) + " ")
            + "ORDER BY "
            + expressions.of(expressions.any(), scope, depth)
            + Clauses.optional(
                dice.of(
                    List.of(
                        "",
                        " RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                        " GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW")))
            + ")";
    String e = expressions.of(kind, scope, depth);
    String value =
        switch (kind) {
          case NUMBER ->
              dice.of(
                  List.of(
                      "rank()",
                      "dense_rank()",
                      "count(*)",
                      "sum(" + e + ")",
                      "count(" + e + ") FILTER (WHERE " + e + " > 0)"));
          case BOOL -> "bool_or(" + e + ")";
          case UUID -> "min(" + e + "::text)";
          case TEXT, OTHER, TIME -> dice.of(List.of("min(" + e + ")", "max(" + e + ")"));
        };
    return "(" + value + over + ")::" + kind.type;
  }
}
