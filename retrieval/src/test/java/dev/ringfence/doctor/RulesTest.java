package dev.ringfence.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedded.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule names what is broken, is quiet about what only looks so, and is mended by its SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RulesTest {
  private static final Rulebook STANDARD = Rulebook.standard();

  private final Connection connection;
  private final String database;

  RulesTest() throws SQLException {
    PostgresUri admin = TestDatabases.create().admin();
    connection = admin.connect();
    database = admin.database();
  }

  static Stream<Fixture> fixtures() {
    return STANDARD.rules().stream()
        .map(Rule::theme)
        .distinct()
        .flatMap(t -> Fixture.of(t).stream());
  }

  static Stream<Rule> rules() {
    return STANDARD.rules().stream();
  }

  @BeforeAll
  void addTheCompanysTables() throws SQLException {
    connection.setAutoCommit(false);
    run(Rulebook.resource("fixtures/base.sql"));
    connection.commit();
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void healthyDatabaseIsClean() throws SQLException {
    try {
      assertThat(Doctor.ofAdministrator().withOrphans().examine(JdbcCatalogue.in(connection)))
          .isEmpty();
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void namesWhatIsBrokenAndItsSqlMendsIt(Fixture fixture) throws SQLException {
    Rulebook rule = STANDARD.only(fixture.rule());
    try {
      run(fixture.sql());
      List<Finding> findings = examine(fixture, rule);
      assertThat(findings).extracting(Finding::object).hasSameElementsAs(expected(fixture));
      if (fixture.bad() && fixture.mendable()) {
        for (Finding finding : findings) {
          run(finding.fix());
        }
        assertThat(examine(fixture, rule)).isEmpty();
      }
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasTwoBadDatabasesAndTwoNearMisses(Rule rule) {
    List<Fixture> own = own(rule);
    assertThat(own.stream().filter(Fixture::bad)).as(rule.id() + " bad").hasSizeGreaterThan(1);
    assertThat(own.stream().filter(f -> !f.bad())).as(rule.id() + " fine").hasSizeGreaterThan(1);
  }

  /** The sabotage: with its rule switched off, a broken database passes for a healthy one. */
  @ParameterizedTest
  @MethodSource("rules")
  void brokenDatabaseIsMissedWithoutItsRule(Rule rule) throws SQLException {
    Fixture bad = own(rule).stream().filter(Fixture::bad).findFirst().orElseThrow();
    try {
      run(bad.sql());
      assertThat(examine(bad, STANDARD.only(rule.id()).without(rule.id()))).isEmpty();
    } finally {
      connection.rollback();
    }
  }

  private static List<Fixture> own(Rule rule) {
    return Fixture.of(rule.theme()).stream().filter(f -> f.rule().equals(rule.id())).toList();
  }

  private List<String> expected(Fixture fixture) {
    return fixture.objects().stream().map(o -> o.replace("${database}", database)).toList();
  }

  private List<Finding> examine(Fixture fixture, Rulebook rulebook) throws SQLException {
    Facts facts = rulebook.facts();
    for (String fact : fixture.facts()) {
      facts =
          facts.with(fact.substring(0, fact.indexOf(':')), fact.substring(fact.indexOf(':') + 1));
    }
    return Doctor.ofAdministrator()
        .withOrphans()
        .by(rulebook.with(facts))
        .examine(JdbcCatalogue.in(connection));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL search_path = public");
      statement.execute(sql);
    }
  }
}
