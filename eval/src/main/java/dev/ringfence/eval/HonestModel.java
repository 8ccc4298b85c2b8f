package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that does what a decent one would for one question of a task: calls what it is offered,
 * as the schema it is offered wants it, and answers with what it was shown. Where it is not offered
 * what the task needs, it says so and calls nothing.
 */
final class HonestModel implements Conduct {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SAID = Pattern.compile("\\{said\\.([A-Z_]+)}");
  private static final Pattern BEFORE = Pattern.compile("\\{before\\.([A-Z_]+)}");
  private static final Pattern SHOWN = Pattern.compile("\\{shown\\.([a-z_]+)}");
  private static final Pattern MARK = Pattern.compile("</?quoted-[a-z]+>");

  /** What a document says, among the fields of what a search shows. */
  private static final String PASSAGE = "passage";

  private static final Pattern MASKED = Pattern.compile("\\s*\\[[A-Z_]+_[0-9]+]\\s*");

  private final Task.Step step;
  private final Set<String> troubles = new LinkedHashSet<>();
  private final List<String> received = new ArrayList<>();
  private List<String> results = List.of();
  private String said = "";
  private boolean unreadable;

  /** What was said before the question, by whomever. */
  private String before = "";

  /**
   * @param step with every fact filled in
   */
  HonestModel(Task.Step step) {
    this.step = step;
  }

  @Override
  public synchronized List<PlannedCall> next(String body, JsonNode request) {
    received.add(body);
    read(request.path("messages"));
    int made = results.size();
    if (made >= step.calls().size() || !troubles.isEmpty()) {
      return List.of();
    }
    Task.Call call = step.calls().get(made);
    ObjectNode arguments = JSON.createObjectNode();
    call.arguments().forEach((name, value) -> arguments.set(name, JSON.valueToTree(fill(value))));
    call.arguments().values().forEach(this::hearIt);
    troubles.addAll(unfit(call, arguments, request.path("tools")));
    return troubles.isEmpty()
        ? List.of(
            new PlannedCall("call_" + "abcdefgh".charAt(made), call.tool(), arguments.toString()))
        : List.of();
  }

  @Override
  public synchronized String answer() {
    if (!troubles.isEmpty()) {
      return "I cannot do that.";
    }
    if (!step.answers().isEmpty()) {
      return String.valueOf(fill(step.answers()));
    }
    StringBuilder answer = new StringBuilder();
    unreadable = false;
    for (String result : results) {
      for (JsonNode row : ServiceClient.parse(result).path("rows")) {
        answer.append("- ").append(told(row)).append('\n');
      }
    }
    return answer.isEmpty() || unreadable ? "I found nothing." : answer.toString();
  }

  /** What kept it from doing its work. */
  synchronized Set<String> troubles() {
    return Set.copyOf(troubles);
  }

  /** Every request, as it came. */
  synchronized List<String> received() {
    return List.copyOf(received);
  }

  synchronized int results() {
    return results.size();
  }

  private void read(JsonNode messages) {
    List<String> current = new ArrayList<>();
    StringBuilder earlier = new StringBuilder();
    for (JsonNode message : messages) {
      String text = text(message.path("content"));
      switch (message.path("role").asText()) {
        case "user" -> {
          before = earlier.toString();
          said = text;
          current.clear();
          earlier.append(text).append('\n');
        }
        case "assistant" -> earlier.append(text).append('\n');
        case "tool" -> current.add(text);
        default -> {}
      }
    }
    results = current;
  }

  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }

  /** A row in words; marks that tell what was quoted are left out, as the model is told to. */
  private String told(JsonNode row) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      boolean wanted = step.tells().isEmpty() || step.tells().contains(field.getKey());
      if (wanted && !field.getValue().isNull()) {
        String text = MARK.matcher(field.getValue().asText()).replaceAll("");
        if (field.getKey().equals(PASSAGE) && MASKED.matcher(text).matches()) {
          // Whoever cannot read it does not know that it answers the question.
          unreadable = true;
        }
        parts.add(field.getKey() + ": " + text);
      }
    }
    return String.join("; ", parts);
  }

  private Object fill(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    String words =
        SAID.matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(placeholder(match.group(1), said)));
    String recalled =
        BEFORE
            .matcher(words)
            .replaceAll(match -> Matcher.quoteReplacement(placeholder(match.group(1), before)));
    return SHOWN
        .matcher(recalled)
        .replaceAll(match -> Matcher.quoteReplacement(shown(match.group(1))));
  }

  /** The first placeholder of a type. */
  private String placeholder(String type, String where) {
    Matcher matcher = Pattern.compile("\\[" + type + "_[0-9]+]").matcher(where);
    if (matcher.find()) {
      return matcher.group();
    }
    troubles.add("what was said came without a placeholder of " + type);
    return "";
  }

  /** What the person said is only known as far as it came through. */
  private void hearIt(Object value) {
    if (value instanceof String text && step.says().contains(text) && !said.contains(text)) {
      troubles.add("what was said to be called with did not come through");
    }
  }

  private String shown(String column) {
    JsonNode row =
        results.isEmpty()
            ? JSON.missingNode()
            : ServiceClient.parse(results.getLast()).path("rows").path(0);
    if (!row.hasNonNull(column)) {
      troubles.add("the call before showed no " + column);
    }
    return row.path(column).asText();
  }

  /** Why a call does not fit what is offered; empty where it does. */
  private static List<String> unfit(Task.Call call, ObjectNode arguments, JsonNode offered) {
    for (JsonNode tool : offered) {
      JsonNode function = tool.path("function");
      if (function.path("name").asText().equals(call.tool())) {
        return unfit(call.tool(), arguments, function.path("parameters"));
      }
    }
    return List.of(call.tool() + " was not offered");
  }

  private static List<String> unfit(String tool, ObjectNode arguments, JsonNode schema) {
    List<String> why = new ArrayList<>();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      JsonNode parameter = schema.path("properties").path(argument.getKey());
      if (parameter.isMissingNode()) {
        why.add(tool + " has no parameter " + argument.getKey());
      } else if (!fits(argument.getValue(), parameter)) {
        why.add(tool + " does not take that as " + argument.getKey());
      }
    }
    for (JsonNode required : schema.path("required")) {
      if (!arguments.has(required.asText())) {
        why.add(tool + " wants " + required.asText() + " too");
      }
    }
    return why;
  }

  private static boolean fits(JsonNode value, JsonNode parameter) {
    String type = parameter.path("type").toString();
    if (parameter.path("enum").size() > 0) {
      for (JsonNode allowed : parameter.path("enum")) {
        if (allowed.equals(value)) {
          return true;
        }
      }
      return false;
    }
    return value.isTextual()
        ? type.contains("string")
        : value.isIntegralNumber()
            ? type.contains("integer") || type.contains("number")
            : !value.isBoolean() || type.contains("boolean");
  }
}
