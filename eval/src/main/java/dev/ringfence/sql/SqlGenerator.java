package dev.ringfence.sql;

import java.util.SplittableRandom;

/** Writes statement after statement: the same number of the same seed is the same statement. */
public final class SqlGenerator {
  private final SqlCatalogue catalogue;
  private final Aims aims;
  private final long seed;

  public SqlGenerator(SqlCatalogue catalogue, Aims aims, long seed) {
    this.catalogue = catalogue;
    this.aims = aims;
    this.seed = seed;
  }

  /** The statement with a number, whatever was written before it. */
  public GeneratedSql statement(long number) {
    // Neighbouring seeds begin alike.
    Draft draft =
        new Draft(new Dice(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextLong()));
    Queries queries = new Queries(draft, catalogue, aims);
    int way = draft.dice.below(100);
    if (way < 58) {
      return made(queries.statement(), draft, GeneratedSql.Fate.OPEN, false);
    }
    if (way < 72) {
      Changes changes = new Changes(draft, catalogue, queries);
      String sql = changes.statement();
      return made(sql, draft, changes.fate(), changes.atOthers());
    }
    Utilities utilities = new Utilities(draft, catalogue, queries);
    String sql = utilities.statements();
    return made(sql, draft, utilities.fate(), false);
  }

  private static GeneratedSql made(String sql, Draft draft, GeneratedSql.Fate fate, boolean keeps) {
    // What is never reached is never asked for its rights, so that this one need not be refused.
    boolean without = draft.productions.contains("relation-without-a-right");
    return new GeneratedSql(
        sql,
        draft.productions,
        draft.steady(),
        without && fate == GeneratedSql.Fate.OPEN ? GeneratedSql.Fate.MAY_FAIL : fate,
        keeps);
  }
}
