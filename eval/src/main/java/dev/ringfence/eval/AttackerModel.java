package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that is on the attacker's side: an OpenAI-compatible server that does what the script of
 * a case says. A case is known by a word in the person's message.
 */
final class AttackerModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CASE = Pattern.compile("\\(case ([a-t]{6})\\)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Conduct> scripts = new ConcurrentHashMap<>();

  private AttackerModel(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::complete);
    server.createContext(
        "/v1/models",
        exchange ->
            json(
                exchange,
                200,
                "{\"object\":\"list\",\"data\":[{\"id\":\"attacker\",\"object\":\"model\"}]}"));
  }

  static AttackerModel start() {
    try {
      AttackerModel model =
          new AttackerModel(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
      model.server.start();
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Plays a script for requests that carry this word; gives what marks a message for it. */
  String play(String word, Conduct script) {
    scripts.put(word, script);
    return "(case " + word + ")";
  }

  /** Forgets a script that is played no more. */
  void forget(String word) {
    scripts.remove(word);
  }

  private void complete(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JsonNode request;
    try {
      request = JSON.readTree(body);
    } catch (IOException e) {
      json(exchange, 400, error("not JSON"));
      return;
    }
    Conduct script = scripts.get(caseOf(request));
    if (script == null) {
      json(exchange, 400, error("no script for this message"));
      return;
    }
    List<PlannedCall> calls = script.next(body, request);
    Completion completion = new Completion(calls, calls.isEmpty() ? script.answer() : "");
    if (request.path("stream").asBoolean()) {
      stream(exchange, completion);
    } else {
      json(exchange, 200, completion.whole());
    }
  }

  /** The word of the last message that has one. */
  private static String caseOf(JsonNode request) {
    String found = "";
    for (JsonNode message : request.path("messages")) {
      if (message.path("role").asText().equals("user")) {
        Matcher matcher = CASE.matcher(message.path("content").toString());
        while (matcher.find()) {
          found = matcher.group(1);
        }
      }
    }
    return found;
  }

  private static void stream(HttpExchange exchange, Completion completion) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String chunk : completion.chunks()) {
        out.write(("data: " + chunk + "\n\n").getBytes(StandardCharsets.UTF_8));
      }
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static String error(String message) {
    return JSON.createObjectNode()
        .set("error", JSON.createObjectNode().put("message", message).put("type", "invalid"))
        .toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
