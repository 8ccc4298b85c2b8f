package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.OtherPostgres;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump by the real pg_dump, of the oldest server: Debian 12's own program reads no newer one. */
class DumpTest {
  private static final OtherPostgres POSTGRES = OtherPostgres.oldest();
  private static final Principal ANA = new Principal.Customer(UUID.randomUUID(), UUID.randomUUID());

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    POSTGRES.close();
  }

  private Path dump(PostgresUri database) throws IOException, InterruptedException {
    Path dump = folder.resolve("dump.sql");
    Process process =
        new ProcessBuilder("pg_dump", "--file", dump.toString(), database.toText())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).as(folder.resolve("log").toString()).isZero();
    return dump;
  }

  private static void work(TestDatabase database) {
    Vertx vertx = Vertx.vertx();
    try (TenantDatabase tenants =
        new TenantDatabase(vertx, database.settings(), Clock.systemUTC())) {
      assertThat(
              tenants.<UUID>inTransaction(
                  ANA,
                  Access.READ,
                  connection ->
                      connection
                          .query("SELECT ringfence.tenant_id()")
                          .iterator()
                          .next()
                          .getUUID(0)))
          .isEqualTo(ANA.tenant());
    } finally {
      vertx.close();
    }
  }

  @Test
  void dumpHasNoKeyAndMigrateMakesARestoredDatabaseWorkAgain()
      throws IOException, InterruptedException {
    TestDatabase database = POSTGRES.database();
    work(database);
    String dump = Files.readString(dump(database.admin()));
    assertThat(dump)
        .contains("CREATE TABLE ringfence.tenant", "CREATE FUNCTION ringfence.principal")
        .doesNotContain("CREATE TABLE ringfence.seal", "COPY ringfence.seal");
    database.execute("DROP EXTENSION vector CASCADE", "CREATE EXTENSION vector");
    new DatabaseMigrator(database.admin())
        .migrate(TestDatabases.APP_PASSWORD, TestDatabases.PUBLIC_PASSWORD, TestDatabase.sealKey());
    work(database);
  }

  @Test
  void dumpWouldHaveThemWithoutTheExtension() throws IOException, InterruptedException {
    TestDatabase database = POSTGRES.database();
    work(database);
    database.execute(
        "ALTER EXTENSION vector DROP TABLE ringfence.seal_key",
        "ALTER EXTENSION vector DROP TABLE ringfence.seal_root");
    assertThat(Files.readString(dump(database.admin())))
        .contains("COPY ringfence.seal_key", "COPY ringfence.seal_root");
  }
}
