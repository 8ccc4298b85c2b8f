package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.DatabaseMigrator.MigrationException;
import dev.ringfence.doctor.Doctor;
import dev.ringfence.doctor.JdbcCatalogue;
import dev.ringfence.doctor.Severity;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What somebody is told whose migration cannot be done. */
class DatabaseMigratorTest {
  @Test
  void wrongPasswordIsOneLineWithoutThePassword() {
    PostgresUri admin = TestDatabases.create().admin();
    var wrong =
        PostgresUri.parse(
            "postgresql://%s:wr0ng-secret@%s:%d/%s"
                .formatted(admin.user(), admin.host(), admin.port(), admin.database()));
    assertThatThrownBy(() -> new DatabaseMigrator(wrong).apply("db/demo", "x", "y", Map.of()))
        .isInstanceOf(MigrationException.class)
        .message()
        .startsWith("the database does not let the migration in: ")
        .contains("password authentication failed")
        .doesNotContain("wr0ng-secret")
        .hasLineCount(1);
  }

  @Test
  void schemaThatIsInUseIsOneLineThatNamesWhatIsThere() {
    TestDatabase database = TestDatabases.create();
    database.execute(
        "DROP SCHEMA ringfence CASCADE",
        "CREATE SCHEMA ringfence",
        "CREATE TABLE ringfence.tenant (id int)");
    assertThatThrownBy(
            () ->
                new DatabaseMigrator(database.admin())
                    .apply("db/migration", "ringfence", "schema_history", Map.of()))
        .isInstanceOf(MigrationException.class)
        .message()
        .startsWith("a migration failed: ")
        .contains("relation \"tenant\" already exists")
        .hasLineCount(1);
  }

  /** The sum that the first migration had before it was worded anew for PostgreSQL 15. */
  @Test
  void databaseOfAnEarlierVersionIsBroughtToThisOne() {
    TestDatabase database = TestDatabases.create();
    database.execute(
        "UPDATE ringfence.schema_history SET checksum = 741433269 WHERE version = '1'");
    assertThat(
            new DatabaseMigrator(database.admin())
                .migrate(
                    TestDatabases.APP_PASSWORD,
                    TestDatabases.PUBLIC_PASSWORD,
                    TestDatabase.sealKey()))
        .isZero();
  }

  @Test
  void loginOfTheOperatorsOwnStillConnects() throws SQLException {
    String own = "shop_" + UUID.randomUUID().toString().substring(0, 8);
    TestDatabase other = TestDatabases.create();
    other.execute(
        "CREATE ROLE %s LOGIN PASSWORD 'of-the-shop'".formatted(own), "CREATE DATABASE " + own);
    try {
      PostgresUri admin = other.admin().withDatabase(own);
      assertThat(
              new DatabaseMigrator(admin)
                  .migrate(
                      TestDatabases.APP_PASSWORD,
                      TestDatabases.PUBLIC_PASSWORD,
                      TestDatabase.sealKey()))
          .isPositive();
      try (Connection shop = admin.withLogin(own, "of-the-shop").connect();
          Statement statement = shop.createStatement()) {
        statement.execute("CREATE TEMP TABLE basket (id int)");
        assertThat(shop.isValid(5)).isTrue();
      }
    } finally {
      other.execute("DROP DATABASE " + own + " WITH (FORCE)", "DROP ROLE " + own);
    }
  }

  @Test
  void largeObjectsAreClosedToTheServiceAndToNobodyElse() throws SQLException {
    String own = "shop_" + UUID.randomUUID().toString().substring(0, 8);
    TestDatabase other = TestDatabases.create();
    other.execute(
        "CREATE ROLE %s LOGIN PASSWORD 'of-the-shop'".formatted(own), "CREATE DATABASE " + own);
    try {
      PostgresUri admin = other.admin().withDatabase(own);
      new DatabaseMigrator(admin)
          .migrate(
              TestDatabases.APP_PASSWORD, TestDatabases.PUBLIC_PASSWORD, TestDatabase.sealKey());
      for (String login : List.of("ringfence_app", "ringfence_public")) {
        assertThat(mayCall(admin, login)).as(login).isEmpty();
      }
      for (String role : List.of("ringfence_customer", "ringfence_staff", "ringfence_visitor")) {
        assertThat(mayCall(admin, role)).as(role).isEmpty();
      }
      assertThat(mayCall(admin, own)).contains("lo_from_bytea", "lo_get", "lowrite", "loread");
    } finally {
      other.execute("DROP DATABASE " + own + " WITH (FORCE)", "DROP ROLE " + own);
    }
  }

  /** A managed server's administrator: the migration goes on, and the doctor says what remains. */
  @Test
  void largeObjectsStayAsTheyAreWhereTheAdministratorMayNotCloseThem() throws SQLException {
    TestDatabase database = TestDatabases.create();
    database.execute("UPDATE pg_proc SET proacl = NULL WHERE proname = 'lo_from_bytea'");
    try (Connection app = database.app().connect()) {
      DatabaseMigrator.closeLargeObjects(app);
    }
    assertThat(mayCall(database.admin(), "ringfence_customer")).containsExactly("lo_from_bytea");
    try (Connection admin = database.admin().connect()) {
      assertThat(Doctor.ofAdministrator().examine(JdbcCatalogue.open(admin)))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.rule()).isEqualTo("large-objects-for-everybody");
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              });
    }
    try (Connection admin = database.admin().connect()) {
      DatabaseMigrator.closeLargeObjects(admin);
    }
    assertThat(mayCall(database.admin(), "ringfence_customer")).isEmpty();
  }

  /** The functions on large objects that a role may call. */
  private static List<String> mayCall(PostgresUri database, String role) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
                    + " AND proname ~ '^lo(_|read$|write$)' AND has_function_privilege('%s', oid,"
                        .formatted(role)
                    + " 'EXECUTE')")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Test
  void readersGoOnWhileTheKeysAreSetUpAgain() throws Exception {
    TenantWorld world = TenantWorld.create(1);
    Vertx vertx = Vertx.vertx();
    AtomicBoolean done = new AtomicBoolean();
    List<CompletableFuture<Integer>> readers = new ArrayList<>();
    try (TenantDatabase tenants =
            new TenantDatabase(
                vertx, world.database().settings().withConnections(8), Clock.systemUTC());
        Connection admin = world.database().admin().connect()) {
      for (int i = 0; i < 16; i++) {
        readers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  int reads = 0;
                  while (!done.get()) {
                    assertThat(tenants.read(world.customer(0), "SELECT number FROM demo.invoice"))
                        .hasSize(1);
                    reads++;
                  }
                  return reads;
                },
                task -> Thread.ofVirtual().start(task)));
      }
      admin.setAutoCommit(false);
      for (int i = 0; i < 150; i++) {
        DatabaseMigrator.install(admin, TestDatabase.sealKey());
        admin.commit();
      }
      done.set(true);
      for (CompletableFuture<Integer> reader : readers) {
        assertThat(reader)
            .succeedsWithin(Duration.ofSeconds(20))
            .satisfies(reads -> assertThat(reads).isPositive());
      }
    } finally {
      done.set(true);
      vertx.close();
    }
  }
}
