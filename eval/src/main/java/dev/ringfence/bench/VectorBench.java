package dev.ringfence.bench;

import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.retrieval.VectorIndexing;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Measures the search of meaning alone, by a tenant's size: how much of the exact answer it finds,
 * and how long it takes, among tenants of all sizes in one table.
 */
final class VectorBench {
  private static final long SEED = 20261122;
  private static final int QUESTIONS = 100;
  private static final int WARM_UPS = 30;

  /** What searches take at the 95th percentile, by the most passages for which that holds. */
  private static final Map<Integer, Double> LIMITS =
      Map.of(1_000, 3.0, 10_000, 10.0, 100_000, 20.0, 1_000_000, 20.0);

  private final Path folder;
  private final Consumer<String> progress;
  private final List<Integer> sizes;

  /**
   * @param sizes how many passages the tenants have
   */
  VectorBench(Path folder, Consumer<String> progress, List<Integer> sizes) {
    this.folder = folder;
    this.progress = progress;
    this.sizes = List.copyOf(sizes);
  }

  void run(int rounds, BenchDraft draft) {
    SentenceVectors vectors = SentenceVectors.embed();
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres postgres =
        BenchPostgres.start(folder.resolve("vectors"), progress, Map.of("shared_buffers", "1GB"))) {
      VectorDatabase database = VectorDatabase.migrate(postgres.admin());
      Random random = new Random(SEED);
      Map<Integer, UUID> tenants = new LinkedHashMap<>();
      for (int size : sizes) {
        progress.accept("a tenant of " + size + " passages");
        tenants.put(size, database.add("t" + size, size, vectors, random));
      }
      database.tidy();
      index(database, draft);
      try (RawScan raw = RawScan.open(database.admin());
          TenantDatabase bound =
              new TenantDatabase(vertx, database.settings(1), Clock.systemUTC())) {
        warmUp(bound, database, tenants.values().iterator().next(), vectors, random);
        tenants.forEach(
            (size, tenant) ->
                measure(
                    raw,
                    bound,
                    size,
                    VectorQuestions.draw(database, List.of(tenant), QUESTIONS, vectors, random),
                    rounds,
                    draft));
      }
    } finally {
      var _ = vertx.close();
    }
  }

  private void index(VectorDatabase database, BenchDraft draft) {
    long began = System.nanoTime();
    for (VectorIndexing.Outcome outcome :
        new VectorIndexing(
                database.admin(),
                new VectorIndexing.Settings(VectorIndexing.THRESHOLD, Optional.empty(), 2_048, 1),
                progress)
            .run()) {
      draft.remark(
          String.format(
              Locale.ROOT,
              "index over %d passages: %s, %d MB, effort %d, recall of its own sample %.4f, %d s"
                  + " with its measuring and those before it",
              outcome.collection().passages(),
              outcome.ready() ? "searched with" : "found too little and was dropped",
              outcome.bytes() / 1_000_000,
              outcome.efSearch(),
              outcome.recall(),
              (System.nanoTime() - began) / 1_000_000_000));
    }
  }

  /** What a search may take at the 95th percentile, in milliseconds, where a goal says so. */
  static Optional<Double> limit(int passages) {
    return Optional.ofNullable(LIMITS.get(passages));
  }

  /** Until Java has compiled what all searches have in common. */
  private void warmUp(
      TenantDatabase bound,
      VectorDatabase database,
      UUID tenant,
      SentenceVectors vectors,
      Random random) {
    progress.accept("warming up");
    VectorQuestions questions =
        VectorQuestions.draw(database, List.of(tenant), QUESTIONS, vectors, random);
    for (int i = 0; i < WARM_UPS; i++) {
      var _ = questions.ask(bound);
    }
  }

  private void measure(
      RawScan raw,
      TenantDatabase bound,
      int size,
      VectorQuestions questions,
      int rounds,
      BenchDraft draft) {
    List<Sample> times = new ArrayList<>();
    List<Sample> baseline = new ArrayList<>();
    double recall = 0;
    // The first round warms up, and is not counted.
    for (int round = 0; round <= rounds; round++) {
      progress.accept(size + " passages: round " + round);
      VectorQuestions.Answered answered = questions.ask(bound);
      Sample scanned = raw.ask(questions);
      recall = answered.recall();
      if (round > 0) {
        times.add(answered.times());
        baseline.add(scanned);
      }
    }
    Series scans = Series.of("raw scan of " + size, Series.Unit.MILLISECONDS, baseline);
    Series series =
        Series.of("search among " + size + " passages", Series.Unit.MILLISECONDS, times)
            .against(scans);
    draft.add(scans);
    draft.add(series);
    draft.remark(String.format(Locale.ROOT, "recall@10 among %d passages: %.4f", size, recall));
    limit(size)
        .ifPresent(
            limit ->
                draft.goal(
                    "search among " + size + " passages, p95",
                    limit,
                    series,
                    series.all().percentile(95)));
  }
}
