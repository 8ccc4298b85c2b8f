package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringfence.report.Tap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server of embeddings that speaks OpenAI's protocol and keeps all that it was asked. Its vectors
 * mean nothing: each letter that a text begins with has a place of its own.
 */
final class EmbeddingTap implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIMENSIONS = 32;

  private final HttpServer server;
  private final List<String> received = new CopyOnWriteArrayList<>();

  private EmbeddingTap(HttpServer server) {
    this.server = server;
    server.createContext("/v1/embeddings", this::embed);
  }

  static EmbeddingTap open() {
    try {
      EmbeddingTap tap =
          new EmbeddingTap(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8));
      tap.server.start();
      return tap;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** What it received so far, each request a capture. */
  List<Capture> captures() {
    return received.stream().map(body -> Capture.of(Tap.EMBEDDING, body)).toList();
  }

  private void embed(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    received.add(new String(body, StandardCharsets.UTF_8));
    ObjectNode answer = JSON.createObjectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    int index = 0;
    for (JsonNode text : JSON.readTree(body).path("input")) {
      ArrayNode vector =
          data.addObject().put("object", "embedding").put("index", index++).putArray("embedding");
      int first = text.asText().isEmpty() ? 0 : text.asText().charAt(0) % DIMENSIONS;
      for (int i = 0; i < DIMENSIONS; i++) {
        vector.add(i == first ? 1.0 : 0.01);
      }
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
