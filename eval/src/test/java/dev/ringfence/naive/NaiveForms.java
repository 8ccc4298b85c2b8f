package dev.ringfence.naive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer in each of the forms in which it may be asked for. */
final class NaiveForms {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NaiveForms() {}

  static NaiveReply ours(NaiveCall call, String text) {
    ObjectNode node = JSON.createObjectNode();
    if (call.header("accept").contains("event-stream")) {
      return streamed(node.put("type", "text-delta").put("delta", text));
    }
    node.putObject("message").put("role", "assistant").put("text", text);
    return NaiveReply.json(200, node.toString());
  }

  static NaiveReply completion(JsonNode request, String text) {
    ObjectNode node = JSON.createObjectNode();
    ObjectNode choice = node.putArray("choices").addObject();
    if (request.path("stream").asBoolean()) {
      choice.putObject("delta").put("content", text);
      return streamed(node);
    }
    choice.putObject("message").put("role", "assistant").put("content", text);
    return NaiveReply.json(200, node.toString());
  }

  private static NaiveReply streamed(ObjectNode part) {
    return new NaiveReply(200, "text/event-stream", "data: " + part + "\n\ndata: [DONE]\n\n");
  }
}
