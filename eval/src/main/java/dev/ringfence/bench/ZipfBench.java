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
import java.util.stream.Collectors;

/**
 * Measures searches of meaning among many tenants in one table, whose sizes fall as one over their
 * rank (Zipf's law), first in peace and then while a hundred vectors a second come in.
 */
final class ZipfBench {
  private static final long SEED = 20261126;
  private static final int TENANTS = 2_000;
  private static final int QUESTIONS = 100;
  private static final int WARM_UPS = 30;

  /** Of one bucket of sizes, so that no single tenant stands for it. */
  private static final int ASKED = 20;

  private final Path folder;
  private final Consumer<String> progress;
  private final int passages;

  /**
   * @param passages of all tenants together, about
   */
  ZipfBench(Path folder, Consumer<String> progress, int passages) {
    this.folder = folder;
    this.progress = progress;
    this.passages = passages;
  }

  /** Tenants of like size. */
  private enum Bucket {
    TENS(100, 3),
    HUNDREDS(1_000, 3),
    THOUSANDS(10_000, 10),
    SCANNED(VectorIndexing.THRESHOLD, 20),
    INDEXED(Integer.MAX_VALUE, 20);

    private final int most;
    private final double limit;

    Bucket(int most, double limit) {
      this.most = most;
      this.limit = limit;
    }

    static Bucket of(int size) {
      Bucket bucket = TENS;
      while (size > bucket.most) {
        bucket = values()[bucket.ordinal() + 1];
      }
      return bucket;
    }

    @Override
    public String toString() {
      return this == INDEXED
          ? "more than " + VectorIndexing.THRESHOLD + " passages"
          : "up to " + most + " passages";
    }
  }

  void run(int rounds, BenchDraft draft) {
    SentenceVectors vectors = SentenceVectors.embed();
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres postgres =
        BenchPostgres.start(folder.resolve("zipf"), progress, Map.of("shared_buffers", "2GB"))) {
      VectorDatabase database = VectorDatabase.migrate(postgres.admin());
      Random random = new Random(SEED);
      Map<Bucket, List<UUID>> tenants = fill(database, vectors, random);
      database.tidy();
      index(database, draft);
      draft.remark(database.size());
      try (TenantDatabase bound =
          new TenantDatabase(vertx, database.settings(1), Clock.systemUTC())) {
        Map<Bucket, VectorQuestions> questions = questions(database, tenants, vectors, random);
        progress.accept("warming up");
        for (int i = 0; i < WARM_UPS; i++) {
          questions.values().stream().limit(1).forEach(each -> each.ask(bound));
        }
        Map<Bucket, Series> peace = measure(bound, questions, rounds, "", draft);
        peace.values().forEach(draft::add);
        try (SteadyInserts inserts =
            SteadyInserts.start(
                database.admin(),
                tenants.values().stream().flatMap(List::stream).toList(),
                vectors,
                new Random(SEED + 1))) {
          Map<Bucket, Series> busy = measure(bound, questions, rounds, ", with inserts", draft);
          busy.forEach(
              (bucket, series) ->
                  draft.add(
                      Optional.ofNullable(peace.get(bucket)).map(series::against).orElse(series)));
          draft.remark(
              String.format(Locale.ROOT, "inserts meanwhile: %.0f a second", inserts.rate()));
        }
        draft.remark(database.size());
      }
    } finally {
      var _ = vertx.close();
    }
  }

  private Map<Bucket, List<UUID>> fill(
      VectorDatabase database, SentenceVectors vectors, Random random) {
    double harmonic = 0;
    for (int rank = 1; rank <= TENANTS; rank++) {
      harmonic += 1.0 / rank;
    }
    Map<Bucket, List<UUID>> tenants = new LinkedHashMap<>();
    for (int rank = 1; rank <= TENANTS; rank++) {
      int size = Math.max(1, (int) Math.round(passages / harmonic / rank));
      if (rank % 100 == 1) {
        progress.accept("tenant " + rank + " of " + TENANTS + ": " + size + " passages");
      }
      tenants
          .computeIfAbsent(Bucket.of(size), _ -> new ArrayList<>())
          .add(database.add("t" + rank, size, vectors, random));
    }
    return tenants;
  }

  private void index(VectorDatabase database, BenchDraft draft) {
    long began = System.nanoTime();
    List<VectorIndexing.Outcome> outcomes =
        new VectorIndexing(
                database.admin(),
                new VectorIndexing.Settings(VectorIndexing.THRESHOLD, Optional.empty(), 2_048, 1),
                progress)
            .run();
    draft.remark(
        String.format(
            Locale.ROOT,
            "indexes of %d tenants, built and measured in %d s: %s",
            outcomes.size(),
            (System.nanoTime() - began) / 1_000_000_000,
            outcomes.stream()
                .map(
                    outcome ->
                        String.format(
                            Locale.ROOT,
                            "%d passages, %s, %d MB, recall %.4f",
                            outcome.collection().passages(),
                            outcome.ready() ? "used" : "dropped",
                            outcome.bytes() / 1_000_000,
                            outcome.recall()))
                .collect(Collectors.joining("; "))));
  }

  private static Map<Bucket, VectorQuestions> questions(
      VectorDatabase database,
      Map<Bucket, List<UUID>> tenants,
      SentenceVectors vectors,
      Random random) {
    Map<Bucket, VectorQuestions> questions = new LinkedHashMap<>();
    tenants.forEach(
        (bucket, all) -> {
          List<UUID> asked = new ArrayList<>();
          for (int i = 0; i < ASKED; i++) {
            asked.add(all.get(random.nextInt(all.size())));
          }
          questions.put(bucket, VectorQuestions.draw(database, asked, QUESTIONS, vectors, random));
        });
    return questions;
  }

  private Map<Bucket, Series> measure(
      TenantDatabase bound,
      Map<Bucket, VectorQuestions> questions,
      int rounds,
      String condition,
      BenchDraft draft) {
    Map<Bucket, Series> measured = new LinkedHashMap<>();
    questions.forEach(
        (bucket, each) -> {
          String what = bucket + condition;
          List<Sample> times = new ArrayList<>();
          double recall = 0;
          // The first round warms up, and is not counted.
          for (int round = 0; round <= rounds; round++) {
            progress.accept(what + ": round " + round);
            VectorQuestions.Answered answered = each.ask(bound);
            recall = answered.recall();
            if (round > 0) {
              times.add(answered.times());
            }
          }
          Series series = Series.of(what, Series.Unit.MILLISECONDS, times);
          measured.put(bucket, series);
          draft.remark(String.format(Locale.ROOT, "recall@10, %s: %.4f", what, recall));
          draft.goal(what + ", p95", bucket.limit, series, series.all().percentile(95));
        });
    return measured;
  }
}
