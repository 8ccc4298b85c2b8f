package dev.ringfence.chat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.ringfence.database.Role;
import java.util.List;

/**
 * What a model is asked.
 *
 * @param role whose tools these are
 * @param messages from the oldest to the newest; the first is the instructions
 * @param tools what it may call; none in a last round
 */
record ModelRequest(Role role, List<ModelMessage> messages, List<ToolSpecification> tools) {
  ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }
}
