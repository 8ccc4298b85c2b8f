package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The attacker's model behind a client of MCP: makes the calls of a case at {@code /mcp}, with the
 * tools that are listed there for the person.
 */
final class McpSession {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ROUNDS = 12;

  private final ServiceClient client;
  private final Person person;
  private final List<Capture> captures = new ArrayList<>();

  McpSession(ServiceClient client, Person person) {
    this.client = client;
    this.person = person;
  }

  /** Everything that came out. */
  List<Capture> captures() {
    return captures;
  }

  /** Lists, and calls whatever the script says. */
  void play(Script script) {
    ObjectNode request = JSON.createObjectNode();
    request.set("tools", tools());
    int rounds = 0;
    do {
      ArrayNode messages = request.putArray("messages");
      messages.addObject().put("role", "user").put("content", "");
      List<PlannedCall> batch = script.next("", request);
      while (!batch.isEmpty()) {
        for (PlannedCall planned : batch) {
          ServiceClient.Answer answer = call(planned.tool(), planned.arguments());
          if (answer.status() > 0 && answer.status() < 500) {
            String result = answer.json().at("/result/content/0/text").asText();
            messages.addObject().put("role", "tool").put("content", result);
          }
        }
        batch = script.next("", request);
      }
      var _ = script.answer();
    } while (script.unfinished() && ++rounds < MOST_ROUNDS);
  }

  /** What is listed, as a model would be offered it. */
  private ArrayNode tools() {
    ArrayNode offered = JSON.createArrayNode();
    for (JsonNode tool : send("tools/list", "{}").json().at("/result/tools")) {
      ObjectNode function = offered.addObject().put("type", "function").putObject("function");
      function.put("name", tool.path("name").asText());
      function.set("parameters", tool.path("inputSchema"));
    }
    return offered;
  }

  /**
   * @param arguments as text, sound or not
   */
  ServiceClient.Answer call(String tool, String arguments) {
    return send(
        "tools/call",
        "{\"name\":" + JSON.getNodeFactory().textNode(tool) + ",\"arguments\":" + arguments + "}");
  }

  private ServiceClient.Answer send(String method, String params) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    ServiceClient.Answer answer =
        client.send("POST", ServiceClient.MCP, person.token(), body, Map.of());
    captures.add(answer.capture());
    return answer;
  }
}
