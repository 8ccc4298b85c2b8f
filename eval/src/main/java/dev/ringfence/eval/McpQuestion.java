package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One question of a task where somebody else's model asks, over MCP: the same tools, and
 * placeholders that nobody puts values back for.
 */
final class McpQuestion {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServiceClient client;
  private final String token;
  private final AnswerCheck check;
  private final HonestModel model;

  McpQuestion(ServiceClient client, String token, AnswerCheck check) {
    this.client = client;
    this.token = token;
    this.check = check;
    this.model = new HonestModel(check.filled);
  }

  /** Why what the client was shown is not right; empty where it is. */
  String wrong() {
    ObjectNode request = JSON.createObjectNode();
    request.set("tools", listed());
    ArrayNode messages = request.putArray("messages");
    messages.addObject().put("role", "user").put("content", check.filled.says());
    StringBuilder shown = new StringBuilder();
    List<PlannedCall> calls = model.next("", request);
    while (!calls.isEmpty()) {
      PlannedCall call = calls.getFirst();
      ObjectNode params = JSON.createObjectNode().put("name", call.tool());
      params.set("arguments", ServiceClient.parse(call.arguments()));
      ServiceClient.Answer answer = send("tools/call", params);
      String result = answer.json().at("/result/content/0/text").asText();
      if (!answer.ok() || answer.json().at("/result/isError").asBoolean() || result.isEmpty()) {
        return call.tool() + " was answered " + answer.status() + " without a result";
      }
      shown.append(result).append('\n');
      messages.addObject().put("role", "tool").put("content", result);
      calls = model.next("", request);
    }
    if (!model.troubles().isEmpty()) {
      return String.join("; ", model.troubles());
    }
    String seen = check.notMasked(List.of(shown.toString()));
    if (!seen.isEmpty()) {
      return seen;
    }
    boolean masked = check.step.masks().isEmpty() || hasPlaceholder(shown);
    return masked
        ? check.wrong(shown.toString())
        : "no placeholder stands for " + check.step.masks().getFirst();
  }

  private static boolean hasPlaceholder(StringBuilder shown) {
    return !ReadText.placeholder(shown.toString()).isEmpty();
  }

  private ArrayNode listed() {
    ArrayNode offered = JSON.createArrayNode();
    JsonNode tools = send("tools/list", JSON.createObjectNode()).json().at("/result/tools");
    for (JsonNode tool : tools) {
      ObjectNode function = offered.addObject().put("type", "function").putObject("function");
      function.put("name", tool.path("name").asText());
      function.set("parameters", tool.path("inputSchema"));
    }
    return offered;
  }

  private ServiceClient.Answer send(String method, ObjectNode params) {
    ObjectNode message = JSON.createObjectNode();
    message.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    message.set("params", params);
    return client.send("POST", ServiceClient.MCP, token, message.toString(), Map.of());
  }
}
