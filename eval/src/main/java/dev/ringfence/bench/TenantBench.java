package dev.ringfence.bench;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.tenancy.Erasure;
import dev.ringfence.tenancy.Export;
import dev.ringfence.tenancy.ReceiptKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/**
 * Measures how many rows of a tenant are exported and erased in a second, beside a plain {@code
 * COPY} and a plain {@code DELETE} of as many rows of another tenant in the same table.
 */
final class TenantBench {
  private static final int ROWS = 200_000;
  private static final String TABLE = "bench.entry";

  private final PostgresUri database;
  private final Path folder;
  private final Consumer<String> progress;
  private final List<Sample> exported = new ArrayList<>();
  private final List<Sample> both = new ArrayList<>();
  private final List<Sample> copied = new ArrayList<>();
  private final List<Sample> erased = new ArrayList<>();
  private final List<Sample> deleted = new ArrayList<>();

  TenantBench(Path folder, Consumer<String> progress) {
    this.database = StateFile.database(folder.resolve("data"));
    this.folder = folder;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    try {
      execute(
          "CREATE SCHEMA bench",
          "CREATE TABLE "
              + TABLE
              + " (tenant_id uuid NOT NULL REFERENCES ringfence.tenant (id), customer_id uuid NOT NULL,"
              + " id bigint NOT NULL, note text NOT NULL, amount numeric NOT NULL,"
              + " PRIMARY KEY (tenant_id, customer_id, id))");
      for (int round = 1; round <= rounds; round++) {
        progress.accept("export and erasure: round " + round);
        round(round);
      }
    } catch (SQLException | IOException e) {
      throw new BenchException("an export or an erasure could not be measured", e);
    } finally {
      drop();
    }
    report(draft);
  }

  private void round(int round) throws SQLException, IOException {
    String ours = "bench-ours-" + round;
    String plain = "bench-plain-" + round;
    for (String slug : List.of(ours, plain)) {
      execute(
          "INSERT INTO ringfence.tenant (id, slug, name) VALUES (gen_random_uuid(), '"
              + slug
              + "', '')",
          "INSERT INTO "
              + TABLE
              + " SELECT t.id, md5((n % 100)::text)::uuid, n, 'Entry ' || n || ' of the benchmark',"
              + " n * 1.25 FROM ringfence.tenant AS t, generate_series(1, "
              + ROWS
              + ") AS n WHERE t.slug = '"
              + slug
              + "'");
    }
    execute("VACUUM ANALYZE " + TABLE, "CHECKPOINT");
    Path copy = folder.resolve("copy-" + round + ".csv");
    copied.add(rate(() -> copy(plain, copy)));
    exported.add(rate(() -> export(ours, Export.Format.NDJSON)));
    both.add(rate(() -> export(ours, Export.Format.BOTH)));
    execute("CHECKPOINT");
    deleted.add(rate(() -> execute("DELETE FROM " + TABLE + of(plain))));
    execute("CHECKPOINT");
    erased.add(rate(() -> erase(ours)));
  }

  /** Something that is measured. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException, IOException;
  }

  /** Rows in a second. */
  private static Sample rate(Work work) throws SQLException, IOException {
    long began = System.nanoTime();
    work.run();
    return new Sample(List.of(ROWS / ((System.nanoTime() - began) / 1e9)));
  }

  private static String of(String slug) {
    return " WHERE tenant_id = (SELECT id FROM ringfence.tenant WHERE slug = '" + slug + "')";
  }

  private void copy(String slug, Path to) throws SQLException, IOException {
    try (Connection connection = database.connect();
        OutputStream out = Files.newOutputStream(to)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY (SELECT * FROM " + TABLE + of(slug) + ") TO STDOUT (FORMAT csv)", out);
    }
  }

  private void export(String slug, Export.Format format) {
    new Export(database, InstantSource.system(), "bench", (_, _, _) -> {})
        .run(slug, null, folder.resolve(slug + "-" + format), format);
  }

  private void erase(String slug) {
    new Erasure(
            database,
            new ReceiptKey(new byte[32]),
            InstantSource.system(),
            (_, _, _) -> {},
            Set.of())
        .erase(slug, null);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void drop() {
    try {
      execute("DROP SCHEMA IF EXISTS bench CASCADE");
    } catch (SQLException e) {
      // The folder with the database is deleted anyway.
    }
  }

  private void report(BenchDraft draft) {
    Series copy = Series.of("COPY of one tenant as CSV", Series.Unit.ROWS, copied);
    Series delete = Series.of("DELETE of one tenant", Series.Unit.ROWS, deleted);
    draft.add(copy);
    draft.add(Series.of("export as NDJSON", Series.Unit.ROWS, exported).against(copy));
    draft.add(Series.of("export as NDJSON and CSV", Series.Unit.ROWS, both).against(copy));
    draft.add(delete);
    draft.add(
        Series.of("erasure, the second it waits included", Series.Unit.ROWS, erased)
            .against(delete));
    draft.remark(
        "Export and erasure: a tenant of "
            + ROWS
            + " rows in one table. Rows are those of the tenant, written twice in both forms.");
  }
}
