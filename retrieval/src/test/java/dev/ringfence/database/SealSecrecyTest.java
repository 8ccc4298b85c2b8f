package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.embedded.PostgresInstaller;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a seal or a key of it might be read, on a server that logs as much as it can. */
class SealSecrecyTest {
  private static final Principal ANA = new Principal.Customer(UUID.randomUUID(), UUID.randomUUID());
  private static final String OWN_STATEMENT = "set_config('ringfence.context'";

  @TempDir private static Path folder;

  private static EmbeddedPostgres postgres;
  private static TestDatabase database;
  private static Vertx vertx;

  @BeforeAll
  static void open() throws IOException {
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    postgres =
        EmbeddedPostgres.start(
            new PostgresInstaller(PostgresInstaller.defaultCache(), _ -> {}).install(),
            folder.resolve("server"),
            Map.of(
                "fsync", "off",
                "log_statement", "all",
                "log_min_duration_statement", "0",
                "log_min_error_statement", "debug5"));
    new DatabaseMigrator(postgres.admin())
        .migrate(TestDatabases.APP_PASSWORD, TestDatabases.PUBLIC_PASSWORD, TestDatabase.sealKey());
    database =
        new TestDatabase(
            postgres.admin(),
            postgres.admin().withLogin("ringfence_app", TestDatabases.APP_PASSWORD),
            postgres.admin().withLogin("ringfence_public", TestDatabases.PUBLIC_PASSWORD));
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close();
    postgres.close();
  }

  /** What the server has logged of a piece of work, and of one that fails. */
  private static String logOfWork() throws IOException {
    Path log = folder.resolve("server/postgres.log");
    long before = Files.size(log);
    try (TenantDatabase tenants =
        new TenantDatabase(vertx, database.settings(), Clock.systemUTC())) {
      tenants.inTransaction(
          ANA, Access.READ, connection -> connection.query("SELECT ringfence.tenant_id()").size());
      try {
        tenants.inTransaction(
            ANA,
            Access.READ,
            connection -> connection.query("SELECT 1 / 0, ringfence.tenant_id()").size());
      } catch (DatabaseException e) {
        assertThat(e.kind()).isEqualTo(DatabaseException.Kind.INVALID);
      }
    }
    return Files.readString(log).substring((int) before);
  }

  @Test
  void nothingOfASealIsInTheServersLog() throws IOException {
    assertThat(logOfWork())
        .contains(OWN_STATEMENT)
        .doesNotContain(ANA.tenant().toString())
        .doesNotContain(ANA.subject().toString())
        .doesNotContain("|customer|");
  }

  @Test
  void theLogWouldShowItWithoutTheLoginsLimit() throws IOException {
    database.execute("ALTER ROLE ringfence_app RESET log_parameter_max_length");
    try {
      assertThat(logOfWork()).contains("|" + ANA.tenant() + "|" + ANA.subject() + "|customer|");
    } finally {
      database.execute("ALTER ROLE ringfence_app SET log_parameter_max_length = 0");
    }
  }

  @Test
  void nothingOfASealIsInTheServersActivity() throws SQLException {
    List<String> seen = new ArrayList<>();
    try (TenantDatabase tenants =
            new TenantDatabase(vertx, database.settings(), Clock.systemUTC());
        Connection admin = database.admin().connect();
        Statement statement = admin.createStatement()) {
      tenants.inTransaction(
          ANA,
          Access.READ,
          connection ->
              connection
                  .queryDeclared("SELECT pg_sleep(0.01)", List.of(), Duration.ofSeconds(2))
                  .size());
      Thread work =
          Thread.ofVirtual()
              .start(
                  () ->
                      tenants.inTransaction(
                          ANA,
                          Access.READ,
                          connection ->
                              connection
                                  .queryDeclared(
                                      "SELECT ringfence.tenant_id(), pg_sleep(0.5)",
                                      List.of(),
                                      Duration.ofSeconds(2))
                                  .size()));
      while (work.isAlive()) {
        try (var rows = statement.executeQuery("SELECT query FROM pg_stat_activity")) {
          while (rows.next()) {
            seen.add(rows.getString(1));
          }
        }
      }
    }
    assertThat(seen).anyMatch(query -> query.contains("pg_sleep(0.5)"));
    assertThat(seen).noneMatch(query -> query.contains(ANA.tenant().toString()));
  }

  /** pg_dump leaves out what belongs to an extension. */
  @Test
  void keysBelongToAnExtension() throws SQLException {
    try (Connection admin = database.admin().connect();
        Statement statement = admin.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_depend WHERE deptype = 'e' AND objid IN"
                    + " ('ringfence.seal_key'::regclass, 'ringfence.seal_root'::regclass)")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }
}
