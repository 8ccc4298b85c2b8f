package dev.ringfence.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolTrial;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a tool that was tried out is made of, to read.
 *
 * @param as whose rows were read, as they were named
 * @param role of them, in words
 */
record TrialReport(String tool, String as, String role, ToolTrial trial) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String text() {
    return "%s as %s, a %s%n".formatted(tool, as, role)
        + section("SQL, with what witnesses whose each row is", trial.sql())
        + section("values", lines(trial.values()))
        + section("plan", String.join("\n", trial.plan()))
        + section("rows before masking", trial.found().map(TrialReport::pretty).orElse(""))
        + section("what a model sees", pretty(told(trial.outcome())));
  }

  private static String section(String title, String text) {
    return text.isEmpty() ? "" : "%n%s%n%s%n".formatted(title, text.indent(2).stripTrailing());
  }

  private static String lines(Map<String, @Nullable Object> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " = " + value.getValue())
        .collect(Collectors.joining("\n"));
  }

  String json() {
    ObjectNode json =
        JSON.createObjectNode().put("tool", tool).put("as", as).put("sql", trial.sql());
    ObjectNode values = json.putObject("values");
    trial
        .values()
        .forEach((key, value) -> values.put(key, value == null ? null : value.toString()));
    var plan = json.putArray("plan");
    trial.plan().forEach(plan::add);
    trial.found().ifPresent(found -> json.set("before", found));
    json.set("model", told(trial.outcome()));
    return pretty(json) + System.lineSeparator();
  }

  private static JsonNode told(ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Rows rows -> parsed(rows.json().value());
      case ToolOutcome.Proposed proposed ->
          JSON.createObjectNode()
              .put("proposed", proposed.arguments())
              .put("message", proposed.message().value());
      case ToolOutcome.Refused refused ->
          JSON.createObjectNode()
              .put("refused", refused.code())
              .put("message", refused.message().value());
      case ToolOutcome.Failed failed ->
          JSON.createObjectNode()
              .put("failed", failed.code())
              .put("message", failed.message().value());
    };
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pretty(JsonNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
