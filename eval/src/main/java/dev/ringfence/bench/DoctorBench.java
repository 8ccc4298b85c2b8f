package dev.ringfence.bench;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.SealKey;
import dev.ringfence.doctor.Doctor;
import dev.ringfence.doctor.JdbcCatalogue;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.embedded.PostgresInstaller;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures an examination of a database with 500 protected tables. */
final class DoctorBench {
  private static final int TABLES = 500;
  private static final String PASSWORD = "of-the-benchmark";

  private static final String FILL =
      """
      CREATE SCHEMA many;
      GRANT USAGE ON SCHEMA many TO ringfence_customer;
      DO $$
      BEGIN
        FOR i IN 1..%d LOOP
          EXECUTE format('CREATE TABLE many.t%%s (tenant_id uuid NOT NULL, customer_id uuid NOT NULL,'
            ' id uuid NOT NULL, body text, PRIMARY KEY (tenant_id, customer_id, id))', i);
          EXECUTE format('ALTER TABLE many.t%%s ENABLE ROW LEVEL SECURITY', i);
          EXECUTE format('ALTER TABLE many.t%%s FORCE ROW LEVEL SECURITY', i);
          EXECUTE format('CREATE POLICY mine ON many.t%%s TO ringfence_customer USING ((tenant_id,'
            ' customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s))', i);
          EXECUTE format('GRANT SELECT ON many.t%%s TO ringfence_customer', i);
        END LOOP;
      END
      $$"""
          .formatted(TABLES);

  private final Path folder;
  private final Consumer<String> progress;

  DoctorBench(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            new PostgresInstaller(PostgresInstaller.defaultCache(), progress::accept).install(),
            folder.resolve("doctor"),
            Map.of("shared_buffers", "64MB"))) {
      progress.accept(TABLES + " protected tables");
      PostgresUri admin = postgres.admin();
      new DatabaseMigrator(admin).migrate(PASSWORD, PASSWORD, new SealKey(1, new byte[32]));
      fill(admin);
      List<Sample> times = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        progress.accept("doctor: round " + round);
        times.add(new Sample(List.of(examine(admin))));
      }
      Series examined =
          Series.of("doctor, " + TABLES + " tables, s", Series.Unit.SECONDS, List.copyOf(times));
      draft.add(examined);
      draft.goal("doctor on " + TABLES + " tables", 2, examined, examined.all().median());
    }
  }

  private static void fill(PostgresUri admin) {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(FILL);
    } catch (SQLException e) {
      throw new BenchException("the tables could not be made", e);
    }
  }

  /**
   * In seconds; the first examination of a process is counted too, as it is what a command does.
   */
  private static double examine(PostgresUri admin) {
    long begin = System.nanoTime();
    try (Connection connection = admin.connect()) {
      var _ = Doctor.ofAdministrator().examine(JdbcCatalogue.open(connection));
      return (System.nanoTime() - begin) / 1e9;
    } catch (SQLException e) {
      throw new BenchException("the database could not be examined", e);
    }
  }
}
