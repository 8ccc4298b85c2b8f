package dev.ringfence.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An embedding model behind a real HTTP server that speaks OpenAI's protocol: a text is the sum of
 * its words, each of which points somewhere of its own. It can be told to misbehave.
 */
public final class ScriptedEmbeddings implements AutoCloseable {
  static final int DIMENSIONS = 64;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is answered once, instead of vectors. */
  @FunctionalInterface
  interface Once {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<String> wire = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Deque<Once> next = new ConcurrentLinkedDeque<>();
  private volatile Function<String, float[]> model = ScriptedEmbeddings::ofWords;

  /** Starts one. */
  public ScriptedEmbeddings() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      wire.add(body);
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      Once once = next.poll();
      if (once == null) {
        send(exchange, 200, vectors(JSON.readTree(body)));
      } else {
        once.answer(exchange);
      }
    }
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Listed backwards, as the protocol allows. */
  private String vectors(JsonNode request) {
    List<ObjectNode> backwards = new ArrayList<>();
    JsonNode input = request.get("input");
    for (int i = 0; i < input.size(); i++) {
      ObjectNode one = JSON.createObjectNode().put("object", "embedding").put("index", i);
      ArrayNode values = one.putArray("embedding");
      for (float value : model.apply(input.get(i).asText())) {
        values.add(value * 3);
      }
      backwards.addFirst(one);
    }
    ObjectNode reply = JSON.createObjectNode().put("object", "list");
    reply.putArray("data").addAll(backwards);
    return reply.toString();
  }

  private static float[] ofWords(String text) {
    float[] sum = new float[DIMENSIONS];
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      Random random = new Random(word.hashCode() * 31L);
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += (float) random.nextGaussian();
      }
    }
    return sum;
  }

  /** How this server is set. */
  public EmbeddingSettings settings() {
    return settings("words");
  }

  EmbeddingSettings settings(String modelName) {
    return new EmbeddingSettings(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
        "a-key",
        modelName,
        Duration.ofSeconds(2),
        "",
        "");
  }

  /** Answers the next requests so, one after another. */
  void once(Once... answers) {
    next.addAll(List.of(answers));
  }

  void embedsBy(Function<String, float[]> other) {
    model = other;
  }

  /** The bodies of the requests, in their order. */
  public List<String> received() {
    return wire;
  }

  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
