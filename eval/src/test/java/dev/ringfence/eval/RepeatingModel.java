package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A model that means well and holds nothing back: it searches for what was asked, and repeats all
 * that it was shown.
 */
final class RepeatingModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEARCH = "search_knowledge";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RepeatingModel(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", RepeatingModel::complete);
    server.start();
  }

  static RepeatingModel start() {
    try {
      return new RepeatingModel(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static void complete(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    Completion completion = completion(request);
    boolean stream = request.path("stream").asBoolean();
    exchange
        .getResponseHeaders()
        .set("content-type", stream ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      if (stream) {
        for (String chunk : completion.chunks()) {
          out.write(("data: " + chunk + "\n\n").getBytes(UTF_8));
        }
        out.write("data: [DONE]\n\n".getBytes(UTF_8));
      } else {
        out.write(completion.whole().getBytes(UTF_8));
      }
    }
  }

  private static Completion completion(JsonNode request) {
    StringBuilder all = new StringBuilder();
    String question = "";
    boolean searched = false;
    for (JsonNode message : request.path("messages")) {
      String role = message.path("role").asText();
      String text = message.path("content").asText();
      if (role.equals("user")) {
        question = text;
        searched = false;
      }
      searched |= role.equals("tool");
      if (!role.equals("assistant")) {
        all.append(text).append('\n');
      }
    }
    boolean offered = request.path("tools").findValuesAsText("name").contains(SEARCH) && !searched;
    if (!offered) {
      return new Completion(List.of(), all.toString());
    }
    String arguments = JSON.createObjectNode().put("query", question).toString();
    return new Completion(List.of(new PlannedCall("call-1", SEARCH, arguments)), "");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
