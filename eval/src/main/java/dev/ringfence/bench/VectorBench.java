package dev.ringfence.bench;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.retrieval.NearestPassages;
import dev.ringfence.retrieval.NearestPassages.Near;
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
  private static final int NEAREST = 10;
  private static final int QUESTIONS = 100;

  /** What taking a distance from 1, twice, may lose. */
  private static final double ROUNDING = 1e-12;

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

  private record Question(String vector, double tenth) {}

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
      try (TenantDatabase bound =
          new TenantDatabase(vertx, database.settings(1), Clock.systemUTC())) {
        tenants.forEach(
            (size, tenant) ->
                measure(
                    bound,
                    size,
                    new Principal.Visitor(tenant, tenant),
                    questions(database, tenant, vectors, random),
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

  private static List<Question> questions(
      VectorDatabase database, UUID tenant, SentenceVectors vectors, Random random) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String vector = SentenceVectors.literal(vectors.any(random));
      questions.add(new Question(vector, database.exact(tenant, vector, NEAREST)));
    }
    return questions;
  }

  private void measure(
      TenantDatabase bound,
      int size,
      Principal reader,
      List<Question> questions,
      int rounds,
      BenchDraft draft) {
    List<Sample> times = new ArrayList<>();
    double recall = 0;
    // The first round warms up, and is not counted.
    for (int round = 0; round <= rounds; round++) {
      progress.accept(size + " passages: round " + round);
      List<Double> of = new ArrayList<>();
      int found = 0;
      for (Question question : questions) {
        long began = System.nanoTime();
        List<Near> near = search(bound, reader, question);
        of.add((System.nanoTime() - began) / 1e6);
        found +=
            (int)
                near.stream()
                    .filter(one -> 1 - one.similarity() <= question.tenth() + ROUNDING)
                    .count();
      }
      recall = found / (double) (Math.min(NEAREST, size) * questions.size());
      if (round > 0) {
        times.add(new Sample(of));
      }
    }
    Series series =
        Series.of("search among " + size + " passages", Series.Unit.MILLISECONDS, times);
    draft.add(series);
    draft.remark(String.format(Locale.ROOT, "recall@10 among %d passages: %.4f", size, recall));
    if (LIMITS.containsKey(size)) {
      draft.goal(
          "search among " + size + " passages, p95",
          LIMITS.getOrDefault(size, 0.0),
          series,
          series.all().percentile(95));
    }
  }

  private static List<Near> search(TenantDatabase bound, Principal reader, Question question) {
    return bound.inTransaction(
        reader,
        Access.READ,
        connection ->
            new NearestPassages()
                .find(connection, reader, question.vector(), VectorDatabase.MODEL, NEAREST));
  }
}
