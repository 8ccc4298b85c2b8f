package dev.ringfence.bench;

import dev.ringfence.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures what the fence costs a query: the newest ten of a customer's rows among a million rows
 * of ten thousand tenants, asked in several ways that take turns, over one connection and over
 * eight.
 */
final class FenceBench {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final long SEED = 20261121;

  private final Path folder;
  private final Consumer<String> progress;

  FenceBench(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** How often it was asked in a second, and how long each took, in milliseconds. */
  private record Measured(List<Sample> rates, List<Sample> times) {
    Measured() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  void run(int rounds, BenchDraft draft) {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres postgres = BenchPostgres.start(folder.resolve("fence"), progress)) {
      progress.accept("a million rows of ten thousand tenants");
      FenceDatabase database = FenceDatabase.fill(postgres.admin());
      for (int connections : new int[] {1, 8}) {
        Map<FenceWay, Measured> measured = measure(vertx, database, connections, rounds);
        report(measured, connections, draft);
      }
    } finally {
      var _ = vertx.close();
    }
  }

  private Map<FenceWay, Measured> measure(
      Vertx vertx, FenceDatabase database, int connections, int rounds) {
    Map<FenceWay, Measured> measured = new LinkedHashMap<>();
    try (FenceQueries queries = new FenceQueries(vertx, database, connections)) {
      // The first round warms up, and is not counted.
      for (int round = 0; round <= rounds; round++) {
        progress.accept("the fence over " + connections + " connections: round " + round);
        for (FenceWay way : FenceWay.values()) {
          List<Double> times = ask(queries, way, connections, SEED + round);
          if (round > 0) {
            Measured all = measured.computeIfAbsent(way, _ -> new Measured());
            all.times().add(new Sample(times));
            all.rates().add(new Sample(List.of(times.size() / (ROUND.toMillis() / 1e3))));
          }
        }
      }
    }
    return measured;
  }

  private static List<Double> ask(FenceQueries queries, FenceWay way, int connections, long seed) {
    List<List<Double>> times = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      times.add(new ArrayList<>());
    }
    long end = System.nanoTime() + ROUND.toNanos();
    Together.on(
        connections,
        thread -> {
          Random random = new Random(seed * 31 + thread);
          long began = System.nanoTime();
          while (began < end) {
            queries.ask(way, random.nextInt(FenceDatabase.CUSTOMERS));
            long done = System.nanoTime();
            times.get(thread).add((done - began) / 1e6);
            began = done;
          }
        });
    return times.stream().flatMap(List::stream).toList();
  }

  private static void report(Map<FenceWay, Measured> measured, int connections, BenchDraft draft) {
    String over = connections == 1 ? ", 1 connection" : ", " + connections + " connections";
    Series raw = rates(measured, FenceWay.RAW, over);
    Series naive = rates(measured, FenceWay.NAIVE, over);
    Series unsigned = rates(measured, FenceWay.UNSIGNED, over);
    Series ours = rates(measured, FenceWay.OURS, over);
    draft.add(raw);
    for (FenceWay way : FenceWay.values()) {
      if (way != FenceWay.RAW) {
        draft.add(rates(measured, way, over).against(raw));
      }
    }
    draft.goal(
        "raw queries in the time of one of ours" + over,
        connections == 1 ? 1 / 0.6 : 1 / 0.5,
        Series.Unit.TIMES,
        median(raw) / median(ours));
    draft.goal(
        "unsigned queries in the time of one of ours" + over,
        1.15,
        Series.Unit.TIMES,
        median(unsigned) / median(ours));
    draft.goal(
        "unsigned queries of one statement in the time of one of ours" + over,
        1.15,
        Series.Unit.TIMES,
        median(rates(measured, FenceWay.UNSIGNED_ALONE, over)) / median(ours));
    draft.goal(
        "naive queries in the time of one of ours" + over,
        1,
        Series.Unit.TIMES,
        median(naive) / median(ours));
    if (connections == 1) {
      Series plain = times(measured, FenceWay.RAW, over);
      Series fenced = times(measured, FenceWay.OURS, over);
      draft.add(plain);
      draft.add(fenced.against(plain));
      draft.goal(
          "added by the fence at the median" + over,
          0.1,
          Series.Unit.MILLISECONDS,
          median(fenced) - median(plain));
    }
  }

  private static double median(Series series) {
    return series.all().median();
  }

  private static Series rates(Map<FenceWay, Measured> measured, FenceWay way, String over) {
    return Series.of(
        way.label() + over,
        Series.Unit.QUERIES,
        measured.getOrDefault(way, new Measured()).rates());
  }

  private static Series times(Map<FenceWay, Measured> measured, FenceWay way, String over) {
    return Series.of(
        "one query, " + way.label() + over,
        Series.Unit.MILLISECONDS,
        measured.getOrDefault(way, new Measured()).times());
  }
}
