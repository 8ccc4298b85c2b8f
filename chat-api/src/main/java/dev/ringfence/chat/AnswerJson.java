package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.tools.Source;
import java.util.List;
import java.util.Locale;

/** Answers and conversations in JSON, as the contract writes them. */
final class AnswerJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AnswerJson() {}

  static ObjectNode answer(AnswerEvent.Finished finished) {
    ObjectNode root = NODES.objectNode().put("conversation", finished.conversation());
    ObjectNode message =
        root.putObject("message")
            .put("id", finished.messageId().toString())
            .put("role", "assistant")
            .put("text", finished.text())
            .put("scope", finished.scope().word());
    message.set("sources", sources(finished.sources()));
    message.set("tools", tools(finished));
    root.putObject("usage")
        .put("inputTokens", finished.usage().inputTokens())
        .put("outputTokens", finished.usage().outputTokens());
    return root;
  }

  static ArrayNode sources(List<Source> sources) {
    ArrayNode array = NODES.arrayNode();
    for (Source source : sources) {
      array
          .addObject()
          .put("kind", source.kind().name().toLowerCase(Locale.ROOT))
          .put("title", source.title())
          .put("url", source.url())
          .put("scope", source.scope().name().toLowerCase(Locale.ROOT));
    }
    return array;
  }

  /** The tools of an answer, with what is to be decided of it. */
  static ArrayNode tools(AnswerEvent.Finished finished) {
    ArrayNode array = tools(finished.tools());
    for (JsonNode tool : array) {
      finished.proposals().stream()
          .filter(p -> tool.at("/approval/id").asText().equals(p.approval().id().toString()))
          .findFirst()
          .ifPresent(proposal -> ((ObjectNode) tool).set("approval", proposal.summary()));
    }
    return array;
  }

  private static ArrayNode tools(List<ToolUse> tools) {
    ArrayNode array = NODES.arrayNode();
    for (ToolUse tool : tools) {
      ObjectNode node = array.addObject().put("name", tool.name()).put("outcome", tool.outcome());
      if (tool.outcome().equals("rows")) {
        node.put("rows", tool.rows());
      }
      if (!tool.approval().isEmpty()) {
        node.putObject("approval").put("id", tool.approval());
      }
    }
    return array;
  }

  /** What an answer was made from, row by row. */
  static ObjectNode receipt(String conversation, Conversation.Message answer) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("conversation", conversation)
            .put("message", answer.id().toString())
            .put("createdAt", answer.createdAt().toString())
            .put("scope", answer.scope() == null ? AnswerScope.NONE.word() : answer.scope().word());
    node.set("sources", sources(answer.sources()));
    ArrayNode tools = tools(answer.tools());
    node.set("tools", tools);
    for (int i = 0; i < tools.size(); i++) {
      ArrayNode records = ((ObjectNode) tools.get(i)).putArray("records");
      answer
          .tools()
          .get(i)
          .records()
          .forEach(read -> records.addObject().put("table", read.table()).put("key", read.key()));
    }
    return node;
  }

  static ObjectNode conversation(Conversation conversation) {
    return NODES
        .objectNode()
        .put("id", conversation.id())
        .put("title", conversation.title())
        .put("createdAt", conversation.createdAt().toString())
        .put("updatedAt", conversation.updatedAt().toString());
  }

  static ObjectNode message(Conversation.Message message) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("id", message.id().toString())
            .put("role", message.author().name().toLowerCase(Locale.ROOT))
            .put("text", message.text())
            .put("createdAt", message.createdAt().toString());
    if (message.scope() != null) {
      node.put("scope", message.scope().word());
      node.set("sources", sources(message.sources()));
      node.set("tools", tools(message.tools()));
    }
    return node;
  }
}
