package dev.ringfence.bench;

import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.SealKey;
import dev.ringfence.doctor.Doctor;
import dev.ringfence.doctor.JdbcCatalogue;
import dev.ringfence.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/**
 * Measures an examination of a database with 500 protected tables, and how many rows a second it
 * looks at for orphans, beside a plain {@code COPY} of them.
 */
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

  private static final int ROWS = 500_000;

  /** Of ten thousand customers who all exist. */
  private static final String FILL_ROWS =
      """
      INSERT INTO ringfence.tenant (id, slug, name)
        VALUES ('00000000-0000-4000-8000-0000000000a1', 'acme', 'Acme');
      INSERT INTO ringfence.membership (tenant_id, issuer, subject, member_id, role)
        SELECT '00000000-0000-4000-8000-0000000000a1', 'https://id.example', n,
               md5(n::text)::uuid, 'customer' FROM generate_series(1, 10000) AS n;
      INSERT INTO many.t1
        SELECT '00000000-0000-4000-8000-0000000000a1', md5((n %% 10000 + 1)::text)::uuid,
               md5('row ' || n)::uuid, 'Entry ' || n FROM generate_series(1, %d) AS n;
      ANALYZE"""
          .formatted(ROWS);

  private final Path folder;
  private final Consumer<String> progress;

  DoctorBench(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    try (EmbeddedPostgres postgres = BenchPostgres.start(folder.resolve("doctor"), progress)) {
      progress.accept(TABLES + " protected tables");
      PostgresUri admin = postgres.admin();
      new DatabaseMigrator(admin).migrate(PASSWORD, PASSWORD, new SealKey(1, new byte[32]));
      execute(admin, FILL);
      List<Sample> times = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        progress.accept("doctor: round " + round);
        times.add(new Sample(List.of(examine(admin, Doctor.ofAdministrator()))));
      }
      Series examined =
          Series.of("doctor, " + TABLES + " tables, s", Series.Unit.SECONDS, List.copyOf(times));
      draft.add(examined);
      draft.goal("doctor on " + TABLES + " tables", 2, examined, examined.all().median());
      orphans(admin, rounds, draft);
    }
  }

  private void orphans(PostgresUri admin, int rounds, BenchDraft draft) {
    progress.accept(ROWS + " rows");
    execute(admin, FILL_ROWS);
    List<Sample> copied = new ArrayList<>();
    List<Sample> counted = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      progress.accept("orphans: round " + round);
      copied.add(rate(copy(admin)));
      double without = examine(admin, Doctor.ofAdministrator());
      counted.add(rate(examine(admin, Doctor.ofAdministrator().withOrphans()) - without));
    }
    Series copy = Series.of("COPY of a table's rows", Series.Unit.ROWS, copied);
    draft.add(copy);
    draft.add(Series.of("doctor, what --orphans adds", Series.Unit.ROWS, counted).against(copy));
  }

  private static Sample rate(double seconds) {
    return new Sample(List.of(ROWS / seconds));
  }

  /** In seconds. */
  private static double copy(PostgresUri admin) {
    long begin = System.nanoTime();
    try (Connection connection = admin.connect()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY many.t1 TO STDOUT (FORMAT csv)", OutputStream.nullOutputStream());
      return (System.nanoTime() - begin) / 1e9;
    } catch (SQLException | IOException e) {
      throw new BenchException("the rows could not be copied", e);
    }
  }

  private static void execute(PostgresUri admin, String sql) {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchException("the tables could not be made", e);
    }
  }

  /**
   * In seconds; the first examination of a process is counted too, as it is what a command does.
   */
  private static double examine(PostgresUri admin, Doctor doctor) {
    long begin = System.nanoTime();
    try (Connection connection = admin.connect()) {
      var _ = doctor.examine(JdbcCatalogue.open(connection));
      return (System.nanoTime() - begin) / 1e9;
    } catch (SQLException e) {
      throw new BenchException("the database could not be examined", e);
    }
  }
}
