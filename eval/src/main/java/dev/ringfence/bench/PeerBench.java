package dev.ringfence.bench;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.retrieval.NearestPassages;
import dev.ringfence.retrieval.VectorIndexing;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures how many searches of meaning a second are answered, by a tenant's size, beside
 * LangChain4j's store with a metadata filter on the same data: once with an index over the tenants
 * alone, so that it is exact, and once with one index over all vectors besides.
 */
final class PeerBench {
  private static final long SEED = 20261123;
  private static final int NEAREST = 10;
  private static final int QUESTIONS = 60;
  private static final int THREADS = 4;
  private static final Duration ROUND = Duration.ofSeconds(2);

  /** The share of our searches a second that the peer reaches at most, where the goal is met. */
  private static final double GOAL = 0.2;

  /** What the peer's single precision, and its scores between 0 and 1, may lose. */
  private static final double ROUNDING = 1e-3;

  private final Path folder;
  private final Consumer<String> progress;
  private final List<Integer> sizes;

  /**
   * @param sizes how many passages the tenants have
   */
  PeerBench(Path folder, Consumer<String> progress, List<Integer> sizes) {
    this.folder = folder;
    this.progress = progress;
    this.sizes = List.copyOf(sizes);
  }

  /** A question with the likeness of its tenth nearest passage. */
  private record Question(float[] vector, String literal, double tenth) {}

  /** Answers one question of a tenant by the likenesses of what it found. */
  @FunctionalInterface
  private interface Search {
    List<Double> find(UUID tenant, Question question);
  }

  private record Way(String name, Search search) {}

  void run(int rounds, BenchDraft draft) {
    SentenceVectors vectors = SentenceVectors.embed();
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres postgres =
        BenchPostgres.start(folder.resolve("peer"), progress, Map.of("shared_buffers", "2GB"))) {
      VectorDatabase database = VectorDatabase.migrate(postgres.admin());
      Random random = new Random(SEED);
      Map<Integer, UUID> tenants = new LinkedHashMap<>();
      for (int size : sizes) {
        progress.accept("a tenant of " + size + " passages");
        tenants.put(size, database.add("t" + size, size, vectors, random));
      }
      database.tidy();
      new VectorIndexing(
              database.admin(),
              new VectorIndexing.Settings(VectorIndexing.THRESHOLD, Optional.empty(), 2_048, 1),
              progress)
          .run();
      try (TenantDatabase bound =
              new TenantDatabase(vertx, database.settings(THREADS), Clock.systemUTC());
          PeerStore exact = new PeerStore(postgres.admin(), "peer_exact", THREADS);
          PeerStore shared = new PeerStore(postgres.admin(), "peer_shared", THREADS)) {
        progress.accept("the peer's tables");
        exact.fill();
        shared.fill();
        shared.index();
        List<Way> ways =
            List.of(
                new Way("ringfence", (tenant, question) -> ours(bound, tenant, question)),
                new Way(
                    "peer, index on tenants",
                    (tenant, question) -> exact.search(tenant, question.vector(), NEAREST)),
                new Way(
                    "peer, index on all vectors too",
                    (tenant, question) -> shared.search(tenant, question.vector(), NEAREST)));
        tenants.forEach(
            (size, tenant) -> {
              List<Question> questions = questions(database, tenant, vectors, random, size);
              measure(ways, size, tenant, questions, rounds, draft);
            });
      }
    } finally {
      var _ = vertx.close();
    }
  }

  private static List<Double> ours(TenantDatabase bound, UUID tenant, Question question) {
    Principal reader = new Principal.Visitor(tenant, tenant);
    return bound.inTransaction(
        reader,
        Access.READ,
        connection ->
            new NearestPassages()
                    .find(connection, reader, question.literal(), VectorDatabase.MODEL, NEAREST)
                    .stream()
                    .map(NearestPassages.Near::similarity)
                    .toList());
  }

  private static List<Question> questions(
      VectorDatabase database, UUID tenant, SentenceVectors vectors, Random random, int size) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      float[] vector = vectors.any(random);
      String literal = SentenceVectors.literal(vector);
      double tenth = database.exact(tenant, literal, Math.min(NEAREST, size)).farthest();
      questions.add(new Question(vector, literal, 1 - tenth));
    }
    return questions;
  }

  /** What was measured of one way. */
  private record Measured(Way way, double recall, List<Sample> rates) {
    Series series(int size) {
      return Series.of(
          way.name() + ", " + size + " passages", Series.Unit.QUERIES, List.copyOf(rates));
    }
  }

  private void measure(
      List<Way> ways,
      int size,
      UUID tenant,
      List<Question> questions,
      int rounds,
      BenchDraft draft) {
    List<Measured> all =
        ways.stream()
            .map(way -> new Measured(way, recall(way, tenant, questions, size), new ArrayList<>()))
            .toList();
    // The first round warms up, and is not counted.
    for (int round = 0; round <= rounds; round++) {
      progress.accept(size + " passages: round " + round);
      for (Measured each : all) {
        double rate = rate(each.way(), tenant, questions);
        if (round > 0) {
          each.rates().add(new Sample(List.of(rate)));
        }
      }
    }
    report(all.getFirst(), all.subList(1, all.size()), size, draft);
  }

  /** Ours stands against the fastest of those that find as much. */
  private static void report(Measured own, List<Measured> peers, int size, BenchDraft draft) {
    peers.forEach(peer -> draft.add(peer.series(size)));
    Optional<Series> fastest =
        peers.stream()
            .filter(peer -> peer.recall() >= own.recall())
            .map(peer -> peer.series(size))
            .max(Comparator.comparingDouble(PeerBench::median));
    Series ours = own.series(size);
    draft.add(fastest.map(ours::against).orElse(ours));
    fastest.ifPresent(
        series ->
            draft.goal(
                "the peer's searches a second as a share of ours, " + size + " passages",
                GOAL,
                Series.Unit.TIMES,
                median(series) / median(ours)));
    for (Measured each : Stream.concat(Stream.of(own), peers.stream()).toList()) {
      draft.remark(
          String.format(
              Locale.ROOT,
              "recall@10 among %d passages, %s: %.4f",
              size,
              each.way().name(),
              each.recall()));
    }
  }

  private static double median(Series series) {
    return series.all().median();
  }

  private static double recall(Way way, UUID tenant, List<Question> questions, int size) {
    long found =
        questions.stream()
            .mapToLong(
                question ->
                    way.search().find(tenant, question).stream()
                        .filter(likeness -> likeness >= question.tenth() - ROUNDING)
                        .count())
            .sum();
    return found / (double) (questions.size() * Math.min(NEAREST, size));
  }

  /** Searches a second, by several threads at once. */
  private static double rate(Way way, UUID tenant, List<Question> questions) {
    long began = System.nanoTime();
    long end = began + ROUND.toNanos();
    int[] searches = new int[THREADS];
    Together.on(
        THREADS,
        thread -> {
          while (System.nanoTime() < end) {
            way.search()
                .find(
                    tenant,
                    questions.get((searches[thread]++ * THREADS + thread) % questions.size()));
          }
        });
    double seconds = (System.nanoTime() - began) / 1e9;
    double all = 0;
    for (int own : searches) {
      all += own;
    }
    return all / seconds;
  }
}
