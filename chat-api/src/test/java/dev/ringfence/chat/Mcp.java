package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of MCP that can be made to break any rule of it. */
final class Mcp {
  static final String NEWEST = "2026-07-28";
  static final String PREVIOUS = "2025-11-25";

  private static final String META = "io.modelcontextprotocol/";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServiceWorld world;
  private final String token;
  private final String version;

  Mcp(ServiceWorld world, String token, String version) {
    this.world = world;
    this.token = token;
    this.version = version;
  }

  /** A call's parameters. */
  static ObjectNode calling(String tool, String arguments) {
    ObjectNode params = ServiceWorld.JSON.createObjectNode().put("name", tool);
    try {
      params.set("arguments", ServiceWorld.JSON.readTree(arguments));
    } catch (IOException e) {
      throw new IllegalStateException(arguments, e);
    }
    return params;
  }

  /** What a call came back with. */
  JsonNode call(String tool, String arguments) {
    return asked("tools/call", calling(tool, arguments)).path("result");
  }

  /** The text that a call came back with. */
  String text(String tool, String arguments) {
    return call(tool, arguments).at("/content/0/text").asText();
  }

  /** The response to a request in the form of the version. */
  JsonNode asked(String method, ObjectNode params) {
    return ServiceWorld.json(ask(method, params));
  }

  HttpResponse<String> ask(String method, ObjectNode params) {
    ObjectNode request = request(method, params);
    return send(request.toString(), headers(request));
  }

  ObjectNode request(String method, ObjectNode params) {
    ObjectNode root = ServiceWorld.JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 7);
    root.put("method", method).set("params", params);
    if (version.equals(NEWEST)) {
      ObjectNode meta = params.putObject("_meta").put(META + "protocolVersion", version);
      meta.putObject(META + "clientInfo").put("name", "test").put("version", "1");
      meta.putObject(META + "clientCapabilities");
    }
    return root;
  }

  /** The headers that belong to a request. */
  Map<String, String> headers(ObjectNode request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("Content-Type", "application/json");
    headers.put("MCP-Protocol-Version", version);
    if (version.equals(NEWEST)) {
      headers.put("Mcp-Method", request.path("method").asText());
      if (request.at("/params/name").isTextual()) {
        headers.put("Mcp-Name", request.at("/params/name").asText());
      }
    }
    return headers;
  }

  HttpResponse<String> send(String body, Map<String, String> headers) {
    return send("/mcp", "POST", body, headers);
  }

  HttpResponse<String> send(String path, String method, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.service.port() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
