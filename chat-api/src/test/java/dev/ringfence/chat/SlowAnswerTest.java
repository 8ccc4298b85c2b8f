package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.identity.Authenticator;
import dev.ringfence.identity.SigningKey;
import dev.ringfence.identity.UserTokenVerifier;
import dev.ringfence.identity.VisitorTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The limit on how long a request may take to arrive, here of a quarter of a second. */
class SlowAnswerTest {
  private static final long ARRIVAL = 250;

  private static Vertx vertx;
  private static int port;

  @BeforeAll
  static void serve() throws Exception {
    vertx = Vertx.vertx();
    HttpServing serving =
        new HttpServing(
            vertx,
            new Admission(
                new Authenticator(
                    UserTokenVerifier.of(List.of(), Clock.systemUTC()),
                    new VisitorTokens(SigningKey.generate(), "test", Clock.systemUTC()),
                    (issuer, tenant, subject) -> Optional.empty(),
                    key -> Optional.empty()),
                (actor, request) -> {
                  throw new IllegalStateException("nobody is known here");
                }),
            new CrossOrigin(origin -> false),
            Executors.newVirtualThreadPerTaskExecutor(),
            new SimpleMeterRegistry(),
            UUID::randomUUID);
    Route slow = Route.open(HttpMethod.POST, "/slow", exchange -> afterAWhile(exchange));
    port =
        vertx
            .createHttpServer()
            .requestHandler(serving.router(List.of(slow), ARRIVAL))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterAll
  static void stop() {
    var _ = vertx.close();
  }

  private static Reply afterAWhile(Exchange exchange) {
    int length = exchange.jsonBody().length;
    try {
      Thread.sleep(Duration.ofMillis(4 * ARRIVAL));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Reply.json(200, JsonNodeFactory.instance.numberNode(length));
  }

  @Test
  void answerMayTakeLongerThanItsRequestMayTakeToArrive() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/slow"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("2");
    }
  }

  @Test
  void requestThatDoesNotArriveIsGivenUp() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
