package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;

/** A way into the service with a body, each in each of its forms. */
enum Door {
  CHAT("/v1/chat", "application/json", "/message/text", "/code"),
  CHAT_STREAM("/v1/chat", "text/event-stream", "/delta", "/code"),
  COMPLETIONS("/v1/chat/completions", "*/*", "/choices/0/message/content", "/error/code"),
  COMPLETIONS_STREAM("/v1/chat/completions", "*/*", "/choices/0/delta/content", "/error/code"),
  MCP("/mcp", "application/json", "/result/content/0/text", "/error/data/code");

  final String path;
  final String accept;
  private final String words;
  private final String code;

  Door(String path, String accept, String words, String code) {
    this.path = path;
    this.accept = accept;
    this.words = words;
    this.code = code;
  }

  boolean isStream() {
    return this == CHAT_STREAM || this == COMPLETIONS_STREAM;
  }

  /** Whether it leads to an answer in words; {@link McpDoorTest} has the checks of the other. */
  boolean leadsToAnAnswer() {
    return this != MCP;
  }

  /** Whether visitors may come in by it. */
  boolean takesVisitors() {
    return path.equals("/v1/chat");
  }

  /** What is sent to ask something in a conversation. */
  String body(String conversation, String question) {
    ObjectNode body = ServiceWorld.JSON.createObjectNode();
    if (this == MCP) {
      body.put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
      body.set("params", Mcp.calling("list_invoices", "{}"));
      return body.toString();
    }
    if (path.equals("/v1/chat")) {
      return body.put("conversation", conversation).put("message", question).toString();
    }
    body.put("model", "ringfence").put("stream", isStream());
    body.putObject("metadata").put("conversation", conversation);
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return body.toString();
  }

  HttpResponse<String> ask(ServiceWorld world, String token, String conversation, String question) {
    return world.request("POST", path, token, body(conversation, question), accept);
  }

  /** The answer's text in a response. */
  String text(HttpResponse<String> response) {
    if (!isStream()) {
      return ServiceWorld.json(response).at(words).asText();
    }
    StringBuilder text = new StringBuilder();
    response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .forEach(line -> text.append(json(line.substring("data: ".length())).at(words).asText()));
    return text.toString();
  }

  /** The stable code of a response that says that something went wrong. */
  String code(HttpResponse<String> response) {
    return ServiceWorld.json(response).at(code).asText();
  }

  private static JsonNode json(String text) {
    try {
      return ServiceWorld.JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
