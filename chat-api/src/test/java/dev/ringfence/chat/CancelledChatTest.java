package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody who goes away in the middle of an answer: the model stops being paid for it. */
class CancelledChatTest {
  /** After so many seconds the model ends by itself, if nobody stops it. */
  private static final long LONGEST_TALK = 20;

  private static ScriptedModel model;
  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    model = new ScriptedModel();
    world = new ServiceWorld(Optional.of(model.baseUrl()), false);
  }

  @AfterAll
  static void stop() {
    world.close();
    model.close();
  }

  @ParameterizedTest(name = "{0}, {1} ms of silence between words")
  @CsvSource({
    "text/event-stream, 20",
    "text/event-stream, 400",
    "application/json, 20",
    "application/json, 400"
  })
  void modelIsStoppedWhenItsReaderHasGone(String accept, long silence) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    model.does((request, reply) -> talk(reply, silence, asked, stopped));

    try (Socket socket = ask(accept)) {
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(100);
      assertThat(stopped).isNotDone();
    }

    assertThat(stopped.get(LONGEST_TALK + 5, TimeUnit.SECONDS))
        .as("stopped before its end")
        .isTrue();
  }

  @Test
  void nobodyElsesAnswerIsStoppedWithIt() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    model.does(
        (request, reply) -> {
          if (request.toString().contains("go on")) {
            assertThat(stopped.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
            reply.text("Here to the end.").end();
          } else {
            talk(reply, 20, asked, stopped);
          }
        });
    String token = world.tokenOf("acme", "ana");
    CompletableFuture<String> other;
    try (Socket socket = ask("text/event-stream")) {
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      other =
          CompletableFuture.supplyAsync(
              () -> world.ask(token, "Please go on").at("/message/text").asText());
    }

    assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("Here to the end.");
  }

  private static Socket ask(String accept) throws IOException {
    Socket socket = new Socket("127.0.0.1", world.service.port());
    String body = "{\"message\":\"Tell me everything.\"}";
    String request =
        "POST /v1/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: %s\r\n"
            + "Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s";
    socket
        .getOutputStream()
        .write(
            request
                .formatted(accept, world.tokenOf("acme", "ana"), body.length(), body)
                .getBytes(UTF_8));
    return socket;
  }

  /** Talks until nobody listens any more, and says whether that was before its end. */
  private static void talk(
      ScriptedModel.Reply reply,
      long silence,
      CountDownLatch asked,
      CompletableFuture<Boolean> stopped) {
    boolean cut = false;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_TALK);
    try {
      while (System.nanoTime() < until) {
        reply.text("and on ");
        asked.countDown();
        Thread.sleep(silence);
      }
    } catch (IOException e) {
      cut = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopped.complete(cut);
  }
}
