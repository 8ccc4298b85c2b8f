package dev.ringfence.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;

/**
 * What would be written, as its person is shown it before they decide.
 *
 * @param tool as it was shown when it was proposed
 */
record Proposal(Approval approval, ToolDefinition tool) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every parameter by its name, in the order of the tool, with its value restored. */
  JsonNode parameters() {
    return tree(approval.arguments());
  }

  /** What a person calls a parameter, beside its name and value. */
  private ArrayNode shown() {
    JsonNode values = parameters();
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (ToolParameter parameter : tool.parameters()) {
      array
          .addObject()
          .put("name", parameter.name())
          .put("label", parameter.label())
          .set("value", values.path(parameter.name()));
    }
    return array;
  }

  boolean reversible() {
    ToolDefinition.Write write = tool.write();
    return write != null && write.reversible();
  }

  /** What the AI SDK calls the call, which stays the same for as long as there is a proposal. */
  String callId() {
    return callId(approval);
  }

  static String callId(Approval approval) {
    return "call_" + approval.id();
  }

  /** How a proposal ended, and nothing else. */
  static ObjectNode end(Approval approval) {
    return withEnd(
        JsonNodeFactory.instance.objectNode().put("status", approval.status().word()), approval);
  }

  /** For a reader who is shown nothing but words. */
  String words() {
    return "**"
        + tool.label()
        + "** waits for your approval, POST /v1/approvals/"
        + approval.id()
        + ", until "
        + approval.expiresAt()
        + (reversible() ? ". It can be undone." : ". It cannot be undone.")
        + "\n\n";
  }

  /** What stands beside a tool's outcome. */
  ObjectNode summary() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", approval.id().toString());
    node.put("title", tool.label());
    node.set("parameters", parameters());
    node.set("shown", shown());
    return node.put("reversible", reversible()).put("expiresAt", approval.expiresAt().toString());
  }

  /** All of it, for its person. */
  ObjectNode json() {
    ObjectNode node =
        summary()
            .put("conversation", approval.conversation())
            .put("tool", tool.name())
            .put("createdAt", approval.createdAt().toString())
            .put("status", approval.status().word());
    return withEnd(node, approval);
  }

  /** How a proposal ended, where it has. */
  static ObjectNode withEnd(ObjectNode node, Approval approval) {
    if (!approval.code().isEmpty()) {
      node.put("code", approval.code());
    }
    if (!approval.reason().isEmpty()) {
      node.put("reason", approval.reason());
    }
    if (!approval.result().isEmpty()) {
      node.set("result", tree(approval.result()));
    }
    return node;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a proposal holds what is no JSON", e);
    }
  }
}
