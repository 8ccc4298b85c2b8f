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

  static Stream<Fixture> mendable() {
    return fixtures().filter(Fixture::bad).filter(Fixture::mendable);
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
      assertThat(Doctor.ofAdministrator().examine(JdbcCatalogue.in(connection))).isEmpty();
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void namesWhatIsBrokenAndNothingElse(Fixture fixture) throws SQLException {
    try {
      run(fixture.sql());
      assertThat(examine(fixture, STANDARD.only(fixture.rule())))
          .extracting(Finding::object)
          .hasSameElementsAs(
              fixture.objects().stream().map(o -> o.replace("${database}", database)).toList());
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest
  @MethodSource("mendable")
  void itsSqlMendsIt(Fixture fixture) throws SQLException {
    try {
      run(fixture.sql());
      for (Finding finding : examine(fixture, STANDARD.only(fixture.rule()))) {
        run(finding.fix());
      }
      assertThat(examine(fixture, STANDARD.only(fixture.rule()))).isEmpty();
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasTwoBadDatabasesAndTwoNearMisses(Rule rule) {
    List<Fixture> own =
        Fixture.of(rule.theme()).stream().filter(f -> f.rule().equals(rule.id())).toList();
    assertThat(own.stream().filter(Fixture::bad)).as(rule.id() + " bad").hasSizeGreaterThan(1);
    assertThat(own.stream().filter(f -> !f.bad())).as(rule.id() + " fine").hasSizeGreaterThan(1);
  }

  private List<Finding> examine(Fixture fixture, Rulebook rulebook) throws SQLException {
    Facts facts = rulebook.facts();
    for (String fact : fixture.facts()) {
      facts =
          facts.with(fact.substring(0, fact.indexOf(':')), fact.substring(fact.indexOf(':') + 1));
    }
    return Doctor.ofAdministrator().by(rulebook.with(facts)).examine(JdbcCatalogue.in(connection));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL search_path = public");
      statement.execute(sql);
    }
  }
}
