package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A client of the chat completions that keeps its own history, as OpenAI's SDKs do. */
final class Completions {
  private final ServiceWorld world;
  private final String token;
  private final ArrayNode messages = ServiceWorld.JSON.createArrayNode();
  private @Nullable JsonNode last;

  Completions(ServiceWorld world, String token) {
    this.world = world;
    this.token = token;
  }

  Completions lists(String role, String content) {
    messages.addObject().put("role", role).put("content", content);
    return this;
  }

  /** Asks, and lists question and answer for the next one, as they were. */
  String asks(String question) {
    lists("user", question);
    JsonNode answer = ServiceWorld.json(send());
    last = answer;
    String text = answer.at("/choices/0/message/content").asText();
    lists("assistant", text);
    return text;
  }

  /** The conversation in which the last answer was given. */
  String conversation() {
    return last == null ? "" : last.at("/x_ringfence/conversation").asText();
  }

  /** What is listed so far, to be changed. */
  ArrayNode messages() {
    return messages;
  }

  HttpResponse<String> send() {
    ObjectNode body = ServiceWorld.JSON.createObjectNode().put("model", "ringfence");
    body.set("messages", messages);
    return send(world, token, body.toString());
  }

  static HttpResponse<String> send(ServiceWorld world, String token, String body) {
    return world.request("POST", "/v1/chat/completions", token, body, "application/json");
  }
}
