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
  private static final long STATEMENTS = Long.getLong("ringfence.sql", 2_000);

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
    POLICY("ALTER POLICY customer_rows ON demo.invoice USING (true)", ""),
    SECOND_AXIS(
        "ALTER POLICY customer_rows ON demo.booking"
            + " USING (tenant_id = (SELECT s.tenant FROM ringfence.customer_scope() s))",
        ""),
    FORCE_AND_OWNER(
        "ALTER TABLE demo.invoice NO FORCE ROW LEVEL SECURITY;"
            + " GRANT ringfence_owner TO ringfence_app",
        "REVOKE ringfence_owner FROM ringfence_app"),
    SEAL("", "");

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
    SqlTally tally = run(as.persona, "");
    System.out.println("  as " + as + "\n" + tally.summary().indent(4));
    assertThat(tally.clean()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
    assertThat(tally.proven()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void wallThatIsTakenAwayIsFound(Wall wall) {
    try {
      SqlTally tally = run(Persona.ANA, wall.removes());
      System.out.println("  " + wall + "\n" + tally.summary().indent(4));
      assertThat(tally.leaks()).as(tally.summary()).isNotEmpty();
    } finally {
      if (!wall.restores.isEmpty()) {
        try (Experiment any = Experiment.begin(lab, List.of())) {
          any.database.execute(wall.restores);
        }
      }
    }
  }

  private static SqlTally run(Persona persona, String sabotage) {
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      if (!sabotage.isEmpty()) {
        experiment.database.execute(sabotage);
      }
      return new SqlRun(experiment, persona, SEED, System.out::println).run(STATEMENTS);
    }
  }
}
