package dev.ringfence.bench;

import dev.ringfence.retrieval.BundledEmbedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Measures how long the bundled model takes for a question that was not asked before, alone and
 * while somebody's passages are embedded beside it.
 */
final class EmbeddingBench {
  private static final long SEED = 20261124;
  private static final int QUESTIONS = 200;

  /** What a question takes at the 95th percentile, in milliseconds. */
  private static final double LIMIT = 15;

  private static final String[] ASKS = {
    "How long does", "What do I pay for", "Can I cancel", "Who looks after", "When does", "Why was"
  };
  private static final String[] WHAT = {
    "the yearly service of the heat pump in my second flat",
    "a parcel that the driver left with my neighbours",
    "the invoice INV-2041",
    "the warranty",
    "a technician's visit on a Sunday, if the boiler shows F28 and there are small children at home",
    "my contract"
  };

  private final Consumer<String> progress;

  EmbeddingBench(Consumer<String> progress) {
    this.progress = progress;
  }

  void run(int rounds, BenchDraft draft) {
    try (BundledEmbedder embedder = new BundledEmbedder()) {
      Random random = new Random(SEED);
      List<Sample> alone = new ArrayList<>();
      List<Sample> beside = new ArrayList<>();
      // The first round warms up, and is not counted.
      for (int round = 0; round <= rounds; round++) {
        progress.accept("a question's embedding: round " + round);
        Sample quiet = questions(embedder, random);
        Sample busy = besidePassages(embedder, random);
        if (round > 0) {
          alone.add(quiet);
          beside.add(busy);
        }
      }
      Series quiet = Series.of("a question's embedding", Series.Unit.MILLISECONDS, alone);
      draft.add(quiet);
      draft.add(
          Series.of("the same while passages are embedded too", Series.Unit.MILLISECONDS, beside)
              .against(quiet));
      draft.goal("a question's embedding, p95", LIMIT, quiet, quiet.all().percentile(95));
    }
  }

  /** No two questions are alike. */
  private static Sample questions(BundledEmbedder embedder, Random random) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String question =
          String.format(
              Locale.ROOT,
              "%s %s? %d",
              ASKS[random.nextInt(ASKS.length)],
              WHAT[random.nextInt(WHAT.length)],
              random.nextInt(1_000_000));
      long began = System.nanoTime();
      var _ = embedder.embedQuery(question);
      times.add((System.nanoTime() - began) / 1e6);
    }
    return new Sample(times);
  }

  private static Sample besidePassages(BundledEmbedder embedder, Random random) {
    AtomicBoolean done = new AtomicBoolean();
    String passage = String.join(" and ", WHAT).repeat(3);
    List<Sample> measured = new ArrayList<>();
    Together.on(
        2,
        thread -> {
          if (thread == 1) {
            while (!done.get()) {
              var _ = embedder.embed(List.of(passage, passage));
            }
            return;
          }
          try {
            measured.add(questions(embedder, random));
          } finally {
            done.set(true);
          }
        });
    return measured.getFirst();
  }
}
