package dev.ringfence.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One response of the fake service: a status, a file, or a stream of parts that the script writes
 * as it likes.
 */
final class Reply {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpExchange exchange;
  private boolean begun;

  Reply(HttpExchange exchange) {
    this.exchange = exchange;
    var headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", Objects.requireNonNullElse(origin(), "null"));
    headers.set("Access-Control-Allow-Headers", "authorization, content-type");
    headers.set("Access-Control-Allow-Methods", "GET, POST, DELETE");
    headers.set("Access-Control-Expose-Headers", "retry-after");
    headers.set("Cache-Control", "no-store");
  }

  private @Nullable String origin() {
    return exchange.getRequestHeaders().getFirst("Origin");
  }

  Reply header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
    return this;
  }

  void status(int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    body(status, json.getBytes(UTF_8));
  }

  void page(String html, String policy) throws IOException {
    file(html.getBytes(UTF_8), "text/html; charset=utf-8", policy);
  }

  void file(byte[] content, String type, String policy) throws IOException {
    header("Content-Type", type).header("Content-Security-Policy", policy).body(200, content);
  }

  private void body(int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Writes to the stream and sends what was written. */
  void bytes(byte[] bytes, int from, int to) throws IOException {
    if (!begun) {
      begun = true;
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
    }
    exchange.getResponseBody().write(bytes, from, to - from);
    exchange.getResponseBody().flush();
  }

  void raw(String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    bytes(bytes, 0, bytes.length);
  }

  void part(Map<String, ?> part) throws IOException {
    raw("data: " + JSON.writeValueAsString(part) + "\n\n");
  }

  void delta(String text) throws IOException {
    part(Map.of("type", "text-delta", "id", "t", "delta", text));
  }

  void finish() throws IOException {
    part(Map.of("type", "finish", "finishReason", "stop"));
    raw("data: [DONE]\n\n");
  }

  /** A whole answer in one piece. */
  void says(String text) throws IOException {
    delta(text);
    finish();
  }

  /** The end of a stream that tells of a file. */
  void stored(String id) throws IOException {
    raw(
        "event: done\ndata: {\"outcome\": \"stored\", \"document\": {\"id\": \""
            + id
            + "\", \"name\": \"n\"}}\n\n");
  }

  /** Says nothing more until a test lets it. */
  void holdUntil(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds the stream open and silent for a while; the browser may leave meanwhile. */
  void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }
}
