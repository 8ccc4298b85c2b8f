package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random SQL in the hands of a customer, a visitor and staff, and with a wall taken away each time:
 * {@code -Dringfence.sql=N} statements by {@code -Dringfence.seed=N}.
 */
final class SqlFuzzTest {
  private static final long SEED = Long.getLong("ringfence.seed", 1);
  private static final long STATEMENTS = Long.getLong("ringfence.sql", 1_500);

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

  /** A wall, and what puts the cluster back that all databases share. */
  enum Wall {
    POLICY("ALTER POLICY customer_rows ON demo.invoice USING (true)", "SELECT 1"),
    SECOND_AXIS(
        "ALTER POLICY customer_rows ON demo.booking"
            + " USING (tenant_id = (SELECT s.tenant FROM ringfence.customer_scope() s))",
        "SELECT 1"),
    FORCE_AND_OWNER(
        "DO $$ DECLARE t text; BEGIN FOR t IN SELECT oid::regclass FROM pg_class"
            + " WHERE relforcerowsecurity LOOP EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL"
            + " SECURITY', t); END LOOP; END $$; GRANT ringfence_owner TO ringfence_app",
        "REVOKE ringfence_owner FROM ringfence_app"),
    SEAL("", "SELECT 1");

    private final String removes;
    private final String restores;

    Wall(String removes, String restores) {
      this.removes = removes;
      this.restores = restores;
    }

    String removes() {
      return this == SEAL
          ? SabotageCatalog.load().named(List.of("seal-unverified")).getFirst().sql()
          : removes;
    }
  }

  @ParameterizedTest
  @EnumSource(SqlCommand.As.class)
  void nothingOfAnybodyElseIsShownChangedOrOfInfluence(SqlCommand.As as) {
    SqlTally tally;
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      tally = new SqlRun(experiment, as.persona, SEED, what -> {}).run(STATEMENTS);
    }
    System.out.println("  as " + as + "\n" + tally.summary().indent(4));
    assertThat(tally.clean()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
    assertThat(tally.proven()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void wallThatIsTakenAwayIsFound(Wall wall) {
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      experiment.database.execute(wall.removes());
      try {
        SqlTally tally = new SqlRun(experiment, Persona.ANA, SEED, what -> {}).run(STATEMENTS);
        System.out.println("  without " + wall + "\n" + tally.summary().indent(4));
        assertThat(tally.clean()).as("without %s%n%s", wall, tally.summary()).isFalse();
      } finally {
        experiment.database.execute(wall.restores);
      }
    }
  }
}
