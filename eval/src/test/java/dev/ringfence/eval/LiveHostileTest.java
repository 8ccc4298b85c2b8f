package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.ringfence.naive.Hole;
import dev.ringfence.naive.NaiveAssistant;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live run against services that break, stall, drown and refuse it. */
final class LiveHostileTest {
  private static final LiveLimits SMALL =
      new LiveLimits(600_000, 20, 1_000_000, Duration.ofMillis(700), 10_000);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private LiveAnswer ask(HttpHandler handler) {
    server.createContext("/", handler);
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try (LiveWire wire = new LiveWire(base, SMALL, new LiveBudget(SMALL))) {
      return wire.send(LiveRequest.get("/x", ""));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void endlessStreamIsReadAsFarAsTheLimitAndIsNoOutcome() {
    LiveAnswer answer =
        ask(
            exchange -> {
              exchange.getResponseHeaders().set("content-type", "text/event-stream");
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write("data: {\"a\":1}\n\n".repeat(100).getBytes(UTF_8));
              }
            });
    assertThat(answer.body()).hasSize(10_000);
    assertThat(answer.cut()).contains("longer than 10000 bytes");
    assertThat(answer.isOutcome()).isFalse();
  }

  @Test
  void answerThatStallsEndsInTimeAndWhatCameIsKept() {
    CountDownLatch never = new CountDownLatch(1);
    LiveAnswer answer =
        ask(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("the beginning".getBytes(UTF_8));
              exchange.getResponseBody().flush();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(answer.body()).isEqualTo("the beginning");
    assertThat(answer.cut()).isEqualTo("the answer did not end in time");
  }

  @Test
  void serviceThatAnswersNothingIsNoOutcome() {
    LiveAnswer answer = ask(HttpExchange::close);
    assertThat(answer.status()).isZero();
    assertThat(answer.isOutcome()).isFalse();
  }

  @Test
  void bodyThatNobodyAskedToBePackedIsReadAllTheSame() {
    LiveAnswer answer =
        ask(
            exchange -> {
              ByteArrayOutputStream packed = new ByteArrayOutputStream();
              try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write("hidden from a reader of bytes".getBytes(UTF_8));
              }
              exchange.getResponseHeaders().set("content-encoding", "gzip");
              send(exchange, 200, packed.toByteArray());
            });
    assertThat(answer.body()).isEqualTo("hidden from a reader of bytes");
    assertThat(answer.isOutcome()).isTrue();
  }

  @Test
  void elsewhereIsNotGone() {
    AtomicInteger asked = new AtomicInteger();
    LiveAnswer answer =
        ask(
            exchange -> {
              asked.incrementAndGet();
              exchange.getResponseHeaders().set("location", "/elsewhere");
              send(exchange, 302, new byte[0]);
            });
    assertThat(answer.status()).isEqualTo(302);
    assertThat(asked).hasValue(1);
  }

  @Test
  void tooManyIsWaitedForAndEachTryCounts() {
    AtomicInteger asked = new AtomicInteger();
    LiveAnswer answer =
        ask(
            exchange -> {
              exchange.getResponseHeaders().set("retry-after", "0");
              send(exchange, asked.incrementAndGet() < 3 ? 429 : 200, "{}".getBytes(UTF_8));
            });
    assertThat(answer.status()).isEqualTo(200);
    assertThat(asked).hasValue(3);
  }

  @Test
  void waitThatIsTooLongIsNotWaitedFor() {
    LiveAnswer answer =
        ask(
            exchange -> {
              exchange.getResponseHeaders().set("retry-after", "86400");
              send(exchange, 429, new byte[0]);
            });
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.isOutcome()).isFalse();
  }

  @Test
  void brokenJsonHasNoWordsAndIsJudgedAsItIs() {
    LiveAnswer answer =
        new LiveAnswer(200, Map.of(), "{\"choices\":[{\"message\":{\"role\":\"assis", "");
    assertThat(answer.shown()).isEmpty();
    assertThat(answer.capture().raw()).contains("assis");
  }

  @Test
  void serviceThatAnswersNobodyProvesNothing() {
    server.createContext("/", exchange -> send(exchange, 500, new byte[0]));
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (LiveRun run = new LiveRun(LiveFixture.ours(url).within(SMALL).settings(), what -> {})) {
      RunResult result = run.run();
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.count(Verdict.LEAK)).isZero();
    }
  }

  @Test
  void limitOfRequestsEndsTheAttackAndNotTheCleanUp() {
    LiveLimits few = new LiveLimits(600_000, 40, 1_000_000, Duration.ofSeconds(20), 1 << 20);
    try (NaiveAssistant assistant = NaiveAssistant.start(Set.of());
        LiveRun run =
            new LiveRun(LiveFixture.ours(assistant.url()).within(few).settings(), what -> {})) {
      RunResult result = run.run();
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.cases().stream().map(CaseResult::missing))
          .anyMatch(missing -> missing.contains("the limit of 40 requests was reached"));
      assertThat(result.cases().getLast().verdict()).isEqualTo(Verdict.CLEAN);
      assertThat(assistant.kept()).isZero();
    }
  }

  @Test
  void limitOfTokensEndsTheAttackToo() {
    LiveLimits few = new LiveLimits(600_000, 4_000, 500, Duration.ofSeconds(20), 1 << 20);
    try (NaiveAssistant assistant = NaiveAssistant.start(Set.of());
        LiveRun run =
            new LiveRun(LiveFixture.ours(assistant.url()).within(few).settings(), what -> {})) {
      assertThat(run.run().cases().stream().map(CaseResult::missing))
          .anyMatch(missing -> missing.contains("the limit of 500 tokens was reached"));
      assertThat(assistant.kept()).isZero();
    }
  }

  @Test
  void runThatIsAbandonedInItsMidstLeavesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (NaiveAssistant assistant = NaiveAssistant.start(Set.of(Hole.TENANT_ARGUMENT));
        LiveRun run =
            new LiveRun(
                LiveFixture.ours(assistant.url()).settings(),
                what -> {
                  if (what.equals("going at routes")) {
                    begun.countDown();
                  }
                })) {
      Future<RunResult> attack = threads.submit(run::run);
      begun.await();
      assertThat(run.abandon().missing()).isEmpty();
      assertThat(assistant.kept()).isZero();
      assertThat(attack.get().cases().stream().map(CaseResult::missing))
          .anyMatch(missing -> missing.contains("the run was stopped"));
    }
  }

  @Test
  void whatCannotBeRemovedIsNamed() {
    LiveLimits limits = new LiveLimits(600_000, 40, 1_000_000, Duration.ofSeconds(5), 1 << 20);
    server.createContext("/", exchange -> send(exchange, 405, "{}".getBytes(UTF_8)));
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try (LiveWire wire = new LiveWire(base, limits, new LiveBudget(limits))) {
      LiveTidy tidy = new LiveTidy(wire);
      tidy.later("file 17", LiveRequest.delete("/v1/files/17", "t"));
      assertThat(tidy.run().missing()).isEqualTo("not removed: file 17 (status 405)");
    }
  }

  @Test
  void whatIsStillShownAfterItsRemovalIsNamed() {
    LiveLimits limits = new LiveLimits(600_000, 40, 1_000_000, Duration.ofSeconds(5), 1 << 20);
    server.createContext("/", exchange -> send(exchange, 200, "{}".getBytes(UTF_8)));
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try (LiveWire wire = new LiveWire(base, limits, new LiveBudget(limits))) {
      LiveTidy tidy = new LiveTidy(wire);
      tidy.surely("file 18", LiveRequest.delete("/f", "t"), LiveRequest.get("/f", "t"));
      assertThat(tidy.run().missing()).isEqualTo("not removed: file 18 (is still shown)");
    }
  }
}
