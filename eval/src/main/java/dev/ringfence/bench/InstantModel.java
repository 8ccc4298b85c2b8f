package dev.ringfence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenAI-compatible model that answers at once: with a sentence, or, when it is asked for
 * invoices, with a call first. It keeps the newest request of each kind, so that the same bytes can
 * be sent to it without the service between.
 */
final class InstantModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What only a line of its stream that has a token has in it. */
  static final String TOKEN = "\"content\":\"Certainly";

  static final String QUESTION = "Good morning, how are you today?";
  static final String QUESTION_WITH_CALL = "Show me my latest invoices";

  /** What a request is answered with. */
  enum Turn {
    SENTENCE,
    CALL,
    SENTENCE_AFTER_CALL
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Turn, String> newest = new ConcurrentHashMap<>();

  private InstantModel(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::complete);
  }

  static InstantModel start() {
    // Else it holds small packets back for up to 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InstantModel model =
          new InstantModel(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
      model.server.start();
      return model;
    } catch (IOException e) {
      throw new BenchException("the scripted model could not be started", e);
    }
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** The body of the newest request that was answered so. */
  String newest(Turn turn) {
    String body = newest.get(turn);
    if (body == null) {
      throw new BenchException("the service has not asked the scripted model for " + turn);
    }
    return body;
  }

  private void complete(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Turn turn = turn(body);
    newest.put(turn, body);
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(stream(turn).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Turn turn(String body) throws IOException {
    JsonNode messages = JSON.readTree(body).path("messages");
    JsonNode last = messages.path(messages.size() - 1);
    if (last.path("role").asText().equals("tool")) {
      return Turn.SENTENCE_AFTER_CALL;
    }
    return last.path("content").toString().contains(QUESTION_WITH_CALL) ? Turn.CALL : Turn.SENTENCE;
  }

  private static String stream(Turn turn) {
    List<String> chunks =
        turn == Turn.CALL
            ? List.of(
                choice(
                    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,"
                        + "\"id\":\"call_a\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"list_invoices\",\"arguments\":\"{}\"}}]}",
                    "null"),
                choice("{}", "\"tool_calls\""))
            : List.of(
                choice("{\"role\":\"assistant\",\"content\":\"Certainly \"}", "null"),
                choice("{\"content\":\"at your service.\"}", "null"),
                choice("{}", "\"stop\""));
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append("data: ").append(chunk).append("\n\n"));
    return text.append("data: [DONE]\n\n").toString();
  }

  private static String choice(String delta, String reason) {
    return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
        + "\"model\":\"instant\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + reason
        + "}]}";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
