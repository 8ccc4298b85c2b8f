package dev.ringfence.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.vault.InMemoryVault;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures tool calls, arguments in and masked rows out, beside LangChain4j's own tool that reads
 * the same ten rows; and what a call costs its thread, in which the query is only waited for.
 */
final class ToolCallBench {
  static final String LIST =
      "SELECT number, issued_on, amount, contact_email AS email FROM bench.sealed"
          + " ORDER BY issued_on DESC, number LIMIT $1";

  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final String ARGUMENTS = "{\"limit\": 10}";
  private static final int ROWS = 10;

  private final ToolDatabase database;
  private final Consumer<String> progress;

  ToolCallBench(ToolDatabase database, Consumer<String> progress) {
    this.database = database;
    this.progress = progress;
  }

  /** A tool with one parameter, the LIMIT. */
  static String tool(String name, String sql, String result) {
    return """
        ---
        kind: tool
        name: %s
        type: postgres-sql
        source: own
        description: Invoices of the signed-in customer.
        statement: |
          %s
        parameters:
          - {name: limit, type: integer, minValue: 1, maxValue: 20, default: 10, description: How many at most}
        x-ringfence:
          access: [customer]
          result: %s
        """
        .formatted(name, sql, result);
  }

  void run(int rounds, BenchDraft draft) {
    for (int threads : new int[] {1, 8}) {
      measure(threads, rounds, draft);
    }
  }

  private void measure(int threads, int rounds, BenchDraft draft) {
    Vertx vertx = Vertx.vertx();
    List<JdbcTools> baseline = new ArrayList<>();
    try (BundledEmbedder embedder = new BundledEmbedder();
        TenantDatabase tenants =
            new TenantDatabase(vertx, database.settings(threads), Clock.systemUTC())) {
      ToolRunner runner = runner(tenants, embedder);
      for (int i = 0; i < threads; i++) {
        baseline.add(new JdbcTools(database.app()));
      }
      String over = threads == 1 ? ", 1 at a time" : ", " + threads + " at a time";
      List<Sample> ours = new ArrayList<>();
      List<Sample> theirs = new ArrayList<>();
      List<Sample> costs = new ArrayList<>();
      // The first rounds warm up, and are not counted.
      for (int round = -2; round < rounds; round++) {
        progress.accept("tool calls" + over + ": round " + (round + 1));
        Sample plain = rate(threads, round, (i, number) -> plain(baseline.get(i), number));
        Sample guarded = rate(threads, round, (_, number) -> guarded(runner, number));
        Sample cost = cost(runner, round);
        if (round >= 0) {
          theirs.add(plain);
          ours.add(guarded);
          costs.add(cost);
        }
      }
      report(over, theirs, ours, costs, threads, draft);
    } finally {
      baseline.forEach(JdbcTools::close);
      var _ = vertx.close();
    }
  }

  private static ToolRunner runner(TenantDatabase tenants, BundledEmbedder embedder) {
    Redactor redactor = Redactor.standard();
    ToolFile file =
        ToolFile.parse(
            "bench.yaml",
            tool(
                    "list_invoices",
                    LIST,
                    "{number: {type: text}, issued_on: {type: date}, amount: {type: numeric}, email:"
                        + " {type: text, mask: email}}")
                .getBytes(UTF_8));
    return new ToolRunner(
        new ToolCheck(tenants, redactor).load(file),
        tenants,
        new PassageSearch(tenants, embedder),
        redactor);
  }

  private static void plain(JdbcTools tools, int number) {
    String json = tools.call(number, ARGUMENTS);
    if (!json.contains("c" + number + "@shop.example")) {
      throw new BenchException("the baseline's tool found " + json);
    }
  }

  private static void guarded(ToolRunner runner, int number) {
    ToolOutcome outcome =
        runner.run(
            ToolDatabase.customer(number),
            new InMemoryVault(),
            new ToolCall("1", "list_invoices", ARGUMENTS));
    if (!(outcome instanceof ToolOutcome.Rows rows)
        || rows.rows() != ROWS
        || !rows.json().value().contains("[EMAIL_1]")) {
      throw new BenchException("a call ended as " + outcome);
    }
  }

  /** One of several threads calls, for one of the customers. */
  @FunctionalInterface
  private interface Calling {
    void call(int thread, int customer);
  }

  /** Calls in a second. */
  private static Sample rate(int threads, int round, Calling calling) {
    long end = System.nanoTime() + ROUND.toNanos();
    int[] calls = new int[threads];
    Together.on(
        threads,
        thread -> {
          Random random = new Random(round * 31L + thread);
          while (System.nanoTime() < end) {
            calling.call(thread, random.nextInt(ToolDatabase.CUSTOMERS));
            calls[thread]++;
          }
        });
    int all = 0;
    for (int own : calls) {
      all += own;
    }
    return new Sample(List.of(all / (ROUND.toMillis() / 1e3)));
  }

  /** What each call took of its own thread's processor time, in milliseconds. */
  private static Sample cost(ToolRunner runner, int round) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    Random random = new Random(round);
    List<Double> costs = new ArrayList<>();
    long end = System.nanoTime() + ROUND.toNanos();
    // Of this thread, which is one of the platform's: only those have processor time.
    while (System.nanoTime() < end) {
      int number = random.nextInt(ToolDatabase.CUSTOMERS);
      long began = clock.getCurrentThreadCpuTime();
      guarded(runner, number);
      costs.add((clock.getCurrentThreadCpuTime() - began) / 1e6);
    }
    return new Sample(costs);
  }

  private static void report(
      String over,
      List<Sample> theirs,
      List<Sample> ours,
      List<Sample> costs,
      int threads,
      BenchDraft draft) {
    Series plain = Series.of("LangChain4j's tool" + over, Series.Unit.QUERIES, theirs);
    Series guarded = Series.of("ours" + over, Series.Unit.QUERIES, ours).against(plain);
    draft.add(plain);
    draft.add(guarded);
    draft.goal(
        "calls of LangChain4j's tool in the time of one of ours" + over,
        1,
        Series.Unit.TIMES,
        plain.all().median() / guarded.all().median());
    if (threads == 1) {
      Series cost =
          Series.of("processor time of a call, without the query", Series.Unit.MILLISECONDS, costs);
      draft.add(cost);
      draft.goal("added by a call, p95", 0.3, Series.Unit.MILLISECONDS, cost.all().percentile(95));
    }
  }
}
