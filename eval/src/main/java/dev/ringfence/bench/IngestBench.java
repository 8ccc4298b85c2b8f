package dev.ringfence.bench;

import dev.ringfence.crawling.CrawlLimits;
import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.Principal;
import dev.ringfence.database.SealKey;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.ingestion.IngestOptions;
import dev.ringfence.ingestion.IngestReport;
import dev.ringfence.ingestion.IngestTarget;
import dev.ringfence.ingestion.Ingestion;
import dev.ringfence.parsing.ParserProcesses;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.Embedders;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.retrieval.Visibility;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Measures how many passages a second a folder is brought in with, beside the embedding model alone
 * on the same texts and the same threads; and how soon a PDF of 50 pages is found.
 */
final class IngestBench {
  private static final String PASSWORD = "of-the-benchmark";
  private static final SealKey KEY = new SealKey(1, new byte[32]);
  private static final Principal.Staff STAFF = new Principal.Staff(new UUID(0, 1), new UUID(0, 2));
  private static final int DOCUMENTS = 30;
  private static final int PAGES = 50;

  private final Path folder;
  private final Consumer<String> progress;

  IngestBench(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    Vertx vertx = Vertx.vertx();
    int cores = Runtime.getRuntime().availableProcessors();
    try (EmbeddedPostgres postgres = BenchPostgres.start(folder.resolve("ingest"), progress);
        BundledEmbedder embedder = new BundledEmbedder(cores);
        ParserProcesses parsers = new ParserProcesses()) {
      PostgresUri admin = postgres.admin();
      new DatabaseMigrator(admin).migrate(PASSWORD, PASSWORD, KEY);
      execute(
          admin,
          "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('"
              + STAFF.tenant()
              + "', 'a', 'A')");
      Path documents = IngestFiles.markdown(folder.resolve("documents"), DOCUMENTS);
      Path manual = IngestFiles.pdf(folder.resolve("manual.pdf"), PAGES);
      DatabaseSettings settings =
          new DatabaseSettings(
              admin.withLogin("ringfence_app", PASSWORD),
              admin.withLogin("ringfence_public", PASSWORD),
              KEY,
              cores + 2);
      try (TenantDatabase database = new TenantDatabase(vertx, settings, Clock.systemUTC())) {
        DocumentStore store =
            new DocumentStore(database, Embedders.only(embedder), Clock.systemUTC(), null, parsers);
        Ingestion ingestion = ingestion(store, parsers, cores);
        passages(rounds, ingestion, documents, admin, embedder, draft);
        manual(rounds, ingestion, manual, admin, new PassageSearch(database, embedder), draft);
      }
    } catch (IOException e) {
      throw new BenchException("the documents could not be made", e);
    } finally {
      var _ = vertx.close();
    }
  }

  private Ingestion ingestion(DocumentStore store, ParserProcesses parsers, int cores) {
    return new Ingestion(
        store,
        parsers,
        new IngestTarget(STAFF, Visibility.PUBLIC, null),
        new IngestOptions(
            null, true, false, cores + 1, CrawlLimits.STANDARD, folder.resolve("sites")),
        (_, _, _) -> {});
  }

  private void passages(
      int rounds,
      Ingestion ingestion,
      Path documents,
      PostgresUri admin,
      Embedder embedder,
      BenchDraft draft)
      throws IOException {
    List<Sample> ours = new ArrayList<>();
    List<Sample> alone = new ArrayList<>();
    // The first round warms up, and is not counted.
    for (int round = 0; round <= rounds; round++) {
      progress.accept("ingestion: round " + round);
      execute(admin, "DELETE FROM ringfence.document");
      long began = System.nanoTime();
      IngestReport report = ingestion.run(List.of(documents), List.of());
      double all = report.passages() / ((System.nanoTime() - began) / 1e9);
      List<String> texts = texts(admin);
      began = System.nanoTime();
      var _ = embedder.embed(texts);
      double bare = texts.size() / ((System.nanoTime() - began) / 1e9);
      if (round > 0) {
        ours.add(new Sample(List.of(all)));
        alone.add(new Sample(List.of(bare)));
      }
    }
    Series model = Series.of("the embedding model alone, passages", Series.Unit.ROWS, alone);
    Series whole = Series.of("ingest of a folder, passages", Series.Unit.ROWS, ours).against(model);
    draft.add(model);
    draft.add(whole);
    draft.goal(
        "ingest's time, of the embedding model's alone",
        1 / 0.9,
        Series.Unit.TIMES,
        model.all().median() / whole.all().median());
  }

  private void manual(
      int rounds,
      Ingestion ingestion,
      Path manual,
      PostgresUri admin,
      PassageSearch search,
      BenchDraft draft)
      throws IOException {
    List<Sample> times = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      progress.accept("a manual of " + PAGES + " pages: round " + round);
      execute(admin, "DELETE FROM ringfence.document");
      long began = System.nanoTime();
      var _ = ingestion.run(List.of(manual), List.of());
      if (search.search(STAFF, "Which step is on page " + PAGES + "?", 3).isEmpty()) {
        throw new BenchException("the manual is not found");
      }
      times.add(new Sample(List.of((System.nanoTime() - began) / 1e9)));
    }
    Series found =
        Series.of("a PDF of " + PAGES + " pages, brought in and found", Series.Unit.SECONDS, times);
    draft.add(found);
    draft.goal("a PDF of " + PAGES + " pages is found", 15, found, found.all().median());
  }

  private static List<String> texts(PostgresUri admin) {
    List<String> texts = new ArrayList<>();
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT title || ' › ' || heading_path || E'\\n' || text FROM ringfence.chunk"
                    + " ORDER BY document_id, ordinal")) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new BenchException("the passages could not be read", e);
    }
  }

  private static void execute(PostgresUri admin, String sql) {
    try (Connection connection = admin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchException("the knowledge base could not be cleared", e);
    }
  }
}
