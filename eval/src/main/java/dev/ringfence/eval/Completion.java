package dev.ringfence.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One turn of the attacker's model in OpenAI's two forms: calls, or the answer where none are. */
record Completion(List<PlannedCall> calls, String answer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So that values, placeholders and addresses are cut at every place. */
  private static final int PIECE = 7;

  private static final int PIECE_OF_LONG = 61;
  private static final int LONG = 4_000;

  String whole() {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant");
    if (calls.isEmpty()) {
      message.put("content", answer);
    } else {
      message.putNull("content");
      message.set("tool_calls", toolCalls(false));
    }
    ObjectNode choice = JSON.createObjectNode().put("index", 0).put("finish_reason", reason());
    choice.set("message", message);
    ObjectNode body = head("chat.completion");
    body.set("choices", JSON.createArrayNode().add(choice));
    body.set("usage", usage());
    return body.toString();
  }

  List<String> chunks() {
    List<String> chunks = new ArrayList<>();
    chunks.add(chunk(JSON.createObjectNode().put("role", "assistant").put("content", ""), null));
    if (calls.isEmpty()) {
      int piece = answer.length() > LONG ? PIECE_OF_LONG : PIECE;
      int end;
      for (int at = 0; at < answer.length(); at = end) {
        end = Math.min(at + piece, answer.length());
        if (Character.isHighSurrogate(answer.charAt(end - 1)) && end < answer.length()) {
          // Half a character would not arrive, and the value would be another one.
          end++;
        }
        chunks.add(chunk(JSON.createObjectNode().put("content", answer.substring(at, end)), null));
      }
    } else {
      ObjectNode delta = JSON.createObjectNode();
      delta.set("tool_calls", toolCalls(true));
      chunks.add(chunk(delta, null));
    }
    chunks.add(chunk(JSON.createObjectNode(), reason()));
    ObjectNode last = head("chat.completion.chunk");
    last.set("choices", JSON.createArrayNode());
    last.set("usage", usage());
    chunks.add(last.toString());
    return chunks;
  }

  private ArrayNode toolCalls(boolean indexed) {
    ArrayNode all = JSON.createArrayNode();
    for (PlannedCall call : calls) {
      ObjectNode entry = all.addObject();
      if (indexed) {
        entry.put("index", all.size() - 1);
      }
      entry.put("id", call.id()).put("type", "function");
      entry.putObject("function").put("name", call.tool()).put("arguments", call.arguments());
    }
    return all;
  }

  private String reason() {
    return calls.isEmpty() ? "stop" : "tool_calls";
  }

  private static String chunk(ObjectNode delta, @org.jspecify.annotations.Nullable String reason) {
    ObjectNode choice = JSON.createObjectNode().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", reason);
    ObjectNode body = head("chat.completion.chunk");
    body.set("choices", JSON.createArrayNode().add(choice));
    return body.toString();
  }

  private static ObjectNode head(String object) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-attacker")
        .put("object", object)
        .put("created", 1)
        .put("model", "attacker");
  }

  private static ObjectNode usage() {
    return JSON.createObjectNode()
        .put("prompt_tokens", 1)
        .put("completion_tokens", 1)
        .put("total_tokens", 2);
  }
}
