package dev.ringfence.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call, opened up for whoever maintains the tools: it holds what no model may see.
 *
 * @param sql what ran; empty for a search of the knowledge base, and for a call that was refused
 * @param values what the parameters were given, by their names in the order of their numbers
 * @param plan how the server would read the rows, a line for each entry
 * @param found the rows before masking, without columns that are dropped; empty where none were
 *     read
 * @param outcome what a model would be told
 */
public record ToolTrial(
    String sql,
    Map<String, @Nullable Object> values,
    List<String> plan,
    Optional<JsonNode> found,
    ToolOutcome outcome) {
  public ToolTrial {
    plan = List.copyOf(plan);
  }
}
