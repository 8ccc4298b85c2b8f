package dev.ringfence.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.OtherPostgres;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What doctor makes of a freshly migrated database, and of a broken one, on other servers. */
final class DoctorOnOtherPostgresTest {

  static List<Named<Supplier<OtherPostgres>>> servers() {
    return List.of(
        Named.of("oldest", OtherPostgres::oldest), Named.of("newest", OtherPostgres::newest));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void freshDatabaseIsHealthyAndABrokenOneIsNot(Supplier<OtherPostgres> server)
      throws SQLException {
    try (OtherPostgres postgres = server.get()) {
      TestDatabase database = postgres.database();
      assertThat(found(database))
          .as("the stand-in for pgvector apart")
          .filteredOn(finding -> !finding.toString().contains("distance"))
          .isEmpty();
      database.execute(
          "ALTER TABLE ringfence.message NO FORCE ROW LEVEL SECURITY",
          "GRANT SELECT ON ringfence.membership TO ringfence_app",
          "ALTER FUNCTION ringfence.principal(text) IMMUTABLE");
      assertThat(found(database).stream().map(Finding::object))
          .contains("ringfence.message", "ringfence.membership")
          .anyMatch(object -> object.contains("principal"));
    }
  }

  private static List<Finding> found(TestDatabase database) throws SQLException {
    try (Connection connection = database.admin().connect()) {
      return Doctor.ofAdministrator().examine(JdbcCatalogue.open(connection));
    }
  }
}
