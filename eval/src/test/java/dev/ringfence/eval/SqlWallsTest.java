package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.sql.GeneratedSql;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each thing that random SQL is looked at for, with just that going wrong in the database: the run
 * has to say so, and nothing else. Only statements are run that come near it, by {@code
 * -Dringfence.seed=N}.
 */
final class SqlWallsTest {
  private static final long SEED = Long.getLong("ringfence.seed", 1);

  private static Lab lab;

  @BeforeAll
  static void open() {
    System.out.println("  random SQL with -Dringfence.seed=" + SEED);
    lab = Lab.open(what -> {}, SEED);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  /** What goes wrong, in a copy of the database that is thrown away. */
  enum Wrong {
    /** A trigger that writes with its owner's rights, into everybody's rows. */
    FOREIGN_ROWS(
        trigger("UPDATE demo.customer SET name = name || '.'"),
        1,
        sql -> sql.keeps() && sql.marked().contains("UPDATE demo.booking"),
        "rows of others are others in [demo.customer]"),
    /** One that hands out a right. */
    RIGHTS(
        trigger(
            "IF session_user = 'ringfence_app' THEN"
                + " GRANT SELECT ON demo.internal_note TO ringfence_customer; END IF"),
        1,
        sql -> sql.keeps() && sql.marked().contains("UPDATE demo.booking"),
        "policies, rights or roles are others"),
    /** Temporary tables, which stay for the next borrower and hide what they are named like. */
    REFUSAL(
        "DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO ringfence_customer',"
            + " current_database()); END $$",
        1, sql -> sql.productions().contains("temporary-table"), "it had to be refused"),
    /**
     * A server that forgets no advisory lock; a built-in function cannot be replaced, but named.
     */
    RESIDUE(
        "ALTER FUNCTION pg_catalog.pg_advisory_unlock_all() RENAME TO unlock_kept; CREATE FUNCTION"
            + " pg_catalog.pg_advisory_unlock_all() RETURNS void LANGUAGE sql AS 'SELECT'",
        40,
        sql -> sql.productions().contains("advisory-lock"),
        "left in the pool: "),
    /** A view that counts with its owner's rights: not a byte of anybody's, but how many. */
    INFLUENCE(
        "CREATE VIEW demo.volume AS SELECT count(*) AS invoices, sum(hashtext(number)) AS mark"
            + " FROM demo.invoice; GRANT SELECT ON demo.volume TO ringfence_customer",
        5,
        sql -> sql.steady() && sql.marked().contains("demo.volume"),
        "the answer is another since other people's rows are");

    private final String sql;
    private final int each;
    private final Predicate<GeneratedSql> kind;
    private final String found;

    /**
     * @param each one of so many statements is looked at for it
     * @param kind the statements that come near it
     * @param found what the run says of it, from the beginning
     */
    Wrong(String sql, int each, Predicate<GeneratedSql> kind, String found) {
      this.sql = sql;
      this.each = each;
      this.kind = kind;
      this.found = found;
    }

    private static String trigger(String does) {
      return "CREATE FUNCTION demo.after_booking() RETURNS trigger LANGUAGE plpgsql SECURITY"
          + " DEFINER AS $$ BEGIN "
          + does
          + "; RETURN NULL; END $$; REVOKE ALL ON FUNCTION demo.after_booking() FROM PUBLIC;"
          + " CREATE TRIGGER after_booking AFTER UPDATE ON demo.booking FOR EACH STATEMENT EXECUTE"
          + " FUNCTION demo.after_booking()";
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatGoesWrongIsFoundAndNamed(Wrong wrong) {
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      experiment.database.execute(wrong.sql);
      SqlRun run = new SqlRun(experiment, Persona.ANA, SEED, what -> {});
      SqlTally tally = run.run(run.which(wrong.each, 40, wrong.kind));
      System.out.println("  " + wrong + ": " + tally.counted("statements") + " statements");
      assertThat(tally.leaks())
          .as("seed %d%n%s", SEED, tally.summary())
          .isNotEmpty()
          .allSatisfy(leak -> assertThat(leak.what()).startsWith(wrong.found));
    }
  }

  /** The service changes its keys every hour, and long runs go on for longer. */
  @Test
  void statementsAreBoundUnderTheNextKeyToo() {
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      Person ana = experiment.population.of(Persona.ANA);
      List<String> own = List.of("SELECT number FROM demo.invoice");
      try (SqlSession session = new SqlSession(experiment.database, ana, Duration.ZERO)) {
        assertThat(session.run(own, false).rows()).isPositive();
        experiment.database.execute(
            "INSERT INTO ringfence.seal_key (id, inner_pad, outer_pad, valid_until) SELECT 'next',"
                + " outer_pad, inner_pad, now() + interval '2 hours' FROM ringfence.seal_key"
                + " LIMIT 1; DELETE FROM ringfence.seal_key WHERE id <> 'next'");
        assertThat(session.run(own, false).rows()).isPositive();
      }
    }
  }
}
