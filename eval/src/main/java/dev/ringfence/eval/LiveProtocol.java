package dev.ringfence.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** How a service is spoken to. */
enum LiveProtocol {
  /** Ours: the service keeps the conversation, and there are routes for it and for files. */
  RINGFENCE,
  /** OpenAI's chat completions: each request carries its conversation. */
  OPENAI;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A request whose last message is to be answered.
   *
   * @param turns what the person wrote in this conversation, oldest first
   */
  LiveRequest chat(
      String token, String conversation, List<String> turns, String model, boolean stream) {
    LiveRequest request =
        this == RINGFENCE
            ? LiveRequest.post("/v1/chat", token, ours(conversation, turns).toString())
            : LiveRequest.post(
                "/v1/chat/completions", token, completion(turns, model, stream).toString());
    return request.with("Accept", stream ? "text/event-stream" : "application/json");
  }

  static ObjectNode ours(String conversation, List<String> turns) {
    return JSON.createObjectNode()
        .put("conversation", conversation)
        .put("message", turns.getLast());
  }

  static ObjectNode completion(List<String> turns, String model, boolean stream) {
    ObjectNode body = JSON.createObjectNode().put("model", model);
    ArrayNode messages = body.putArray("messages");
    turns.forEach(text -> messages.addObject().put("role", "user").put("content", text));
    if (stream) {
      body.put("stream", true);
    }
    return body;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
