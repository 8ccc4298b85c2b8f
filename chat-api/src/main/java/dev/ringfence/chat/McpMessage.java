package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One JSON-RPC message of a client.
 *
 * @param id what its answer is found by: a text or a whole number; missing for a notification,
 *     which has no answer
 * @param params never null, empty where there are none
 */
record McpMessage(JsonNode id, String method, ObjectNode params) {
  private static final JsonBody BODY = JsonBody.ofSchema("mcp.json");

  /**
   * Reads a body.
   *
   * @throws Problem.ProblemException 400 for what is no JSON, 422 for what is no single request or
   *     notification
   */
  static McpMessage read(byte[] body) {
    if (beginsAsArray(body)) {
      throw new Problem(
              422,
              "body_invalid",
              "Send one message in each request; the protocol has no batches any more.",
              List.of(new Problem.FieldError("", "is an array")))
          .raise();
    }
    JsonNode tree = BODY.read(body);
    return new McpMessage(
        tree.path("id"),
        tree.get("method").asText(),
        tree.get("params") instanceof ObjectNode params
            ? params
            : JsonNodeFactory.instance.objectNode());
  }

  boolean isNotification() {
    return id.isMissingNode();
  }

  /** What the client says of itself and of this message. */
  JsonNode meta() {
    return params.path("_meta");
  }

  private static boolean beginsAsArray(byte[] body) {
    for (byte b : body) {
      if (!Character.isWhitespace(b)) {
        return b == '[';
      }
    }
    return false;
  }
}
