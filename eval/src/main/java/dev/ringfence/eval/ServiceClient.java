package dev.ringfence.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.report.Tap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The service as its clients see it: over HTTP, and nothing else. */
final class ServiceClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String MCP = "/mcp";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  ServiceClient(String base) {
    this.base = base;
  }

  /**
   * An answer.
   *
   * @param status 0 where none came
   */
  record Answer(int status, Capture capture) {
    boolean ok() {
      return status / 100 == 2;
    }

    /** The body alone; an empty object where it is no JSON. */
    JsonNode json() {
      String raw = capture.raw();
      return parse(raw.substring(raw.indexOf('\n') + 1));
    }
  }

  String origin() {
    return base;
  }

  /** Sends a message and takes the answer as a stream or as one object. */
  Answer chat(String token, String conversation, String message, boolean stream) {
    ObjectNode body =
        JSON.createObjectNode().put("conversation", conversation).put("message", message);
    return send(
        "POST",
        "/v1/chat",
        token,
        body.toString(),
        Map.of("Accept", stream ? "text/event-stream" : "application/json"));
  }

  /** Asks one question in OpenAI's form, without what was said before. */
  Answer complete(String token, String message) {
    ObjectNode body = JSON.createObjectNode().put("model", "ringfence");
    body.putArray("messages").addObject().put("role", "user").put("content", message);
    return send("POST", "/v1/chat/completions", token, body.toString(), Map.of());
  }

  Answer send(String method, String path, String token, String body, Map<String, String> headers) {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20"))).timeout(LIMIT);
    } catch (IllegalArgumentException e) {
      throw new LabException("a request of an attack cannot be sent: " + path, e);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
      if (!headers.containsKey("Accept")) {
        request.header("Accept", "application/json");
      }
    }
    headers.forEach(request::setHeader);
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      return answer(http.send(request.build(), BodyHandlers.ofString()), path.startsWith(MCP));
    } catch (IOException e) {
      return new Answer(0, Capture.of(Tap.HTTP, "no answer: " + e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }

  private static Answer answer(HttpResponse<String> response, boolean overMcp) {
    String type = response.headers().firstValue("content-type").orElse("");
    String raw = response.headers().map() + "\n" + response.body();
    if (overMcp) {
      return new Answer(response.statusCode(), Capture.of(Tap.MCP, raw));
    }
    return type.startsWith("text/event-stream")
        ? new Answer(response.statusCode(), new Capture(Tap.STREAM, raw, ofEvents(response.body())))
        : new Answer(response.statusCode(), new Capture(Tap.HTTP, raw, ofJson(response.body())));
  }

  /** The answer as its reader sees it: the pieces of text, joined. */
  private static String ofEvents(String body) {
    StringBuilder text = new StringBuilder();
    for (String line : body.split("\n")) {
      if (line.startsWith("data: {")) {
        JsonNode part = parse(line.substring("data: ".length()));
        if (part.path("type").asText().equals("text-delta")) {
          text.append(part.path("delta").asText());
        }
      }
    }
    return text.toString();
  }

  /** The texts of an assistant's messages, wherever they stand. */
  private static String ofJson(String body) {
    StringBuilder text = new StringBuilder();
    collect(parse(body), text);
    return text.toString();
  }

  static void collect(JsonNode node, StringBuilder text) {
    if (node.path("role").asText().equals("assistant")) {
      text.append(node.path("text").asText()).append(node.path("content").asText());
      for (JsonNode part : node.path("parts")) {
        text.append(part.path("text").asText());
      }
      text.append('\n');
    } else if (node.isContainerNode()) {
      node.forEach(child -> collect(child, text));
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
