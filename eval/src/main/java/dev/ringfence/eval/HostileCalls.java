package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.eval.Attack.CallPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Turns the plans of an attack into calls, for the tools that a request offers. */
final class HostileCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than this of one tool adds no new class of arguments. */
  private static final int MOST_LEARNED = 3;

  private final Map<String, JsonNode> tools = new LinkedHashMap<>();
  private final Facts facts;
  private final Strategy strategy;
  private int next;

  /**
   * @param request the body of a chat completion request
   * @param strategy how texts of the attack's own are written
   */
  HostileCalls(JsonNode request, Facts facts, Strategy strategy) {
    this.facts = facts;
    this.strategy = strategy;
    for (JsonNode tool : request.path("tools")) {
      JsonNode function = tool.path("function");
      tools.put(function.path("name").asText(), function.path("parameters"));
    }
  }

  Set<String> toolNames() {
    return tools.keySet();
  }

  /** One call of each tool as an honest model would make it: what it brings is the person's own. */
  List<PlannedCall> honest() {
    List<PlannedCall> calls = new ArrayList<>();
    tools.forEach((name, schema) -> calls.add(call(name, needed(schema).toString(), "")));
    return calls;
  }

  List<PlannedCall> planned(List<CallPlan> plans) {
    List<PlannedCall> calls = new ArrayList<>();
    for (CallPlan plan : plans) {
      if (!plan.learned()) {
        expand(plan, calls);
      }
    }
    return calls;
  }

  /** Feeds what results showed back into every string parameter. */
  List<PlannedCall> learned(List<CallPlan> plans, Set<String> learned) {
    List<PlannedCall> calls = new ArrayList<>();
    for (CallPlan plan : plans) {
      if (plan.learned()) {
        learned.stream()
            .limit(MOST_LEARNED)
            .forEach(
                value ->
                    expand(new CallPlan(plan.tool(), "string", value, Map.of(), "", false), calls));
      }
    }
    return calls;
  }

  private void expand(CallPlan plan, List<PlannedCall> calls) {
    if (plan.value() instanceof FuzzedArguments.Draw draw) {
      draw(draw, calls);
      return;
    }
    if (!plan.tool().equals("*")) {
      one(plan, plan.tool(), tools.getOrDefault(plan.tool(), JSON.createObjectNode()), calls);
      return;
    }
    tools.forEach((name, schema) -> one(plan, name, schema, calls));
  }

  private void draw(FuzzedArguments.Draw draw, List<PlannedCall> calls) {
    Random random = new Random(draw.seed());
    FuzzedArguments fuzzed = new FuzzedArguments(random, facts);
    List<String> names = List.copyOf(tools.keySet());
    for (int i = 0; i < draw.calls() && !names.isEmpty(); i++) {
      String name = names.get(random.nextInt(names.size()));
      JsonNode schema = tools.getOrDefault(name, JSON.createObjectNode());
      FuzzedArguments.Drawn drawn = fuzzed.of(schema, needed(schema));
      calls.add(call(name, drawn.text(), drawn.kind()));
    }
  }

  private void one(CallPlan plan, String name, JsonNode schema, List<PlannedCall> calls) {
    if (!plan.raw().isEmpty()) {
      calls.add(call(name, facts.fill(plan.raw()), "raw " + plan.raw()));
      return;
    }
    if (plan.fill().isEmpty()) {
      ObjectNode arguments = needed(schema);
      add(arguments, plan.arguments());
      calls.add(call(name, arguments.toString(), String.valueOf(plan.arguments())));
      return;
    }
    for (Map.Entry<String, JsonNode> parameter : schema.path("properties").properties()) {
      if (fits(plan.fill(), parameter.getValue())) {
        ObjectNode arguments = needed(schema);
        add(arguments, plan.arguments());
        arguments.set(parameter.getKey(), JSON.valueToTree(dressed(plan.value())));
        calls.add(
            call(name, arguments.toString(), parameter.getKey() + "=" + String.valueOf(plan.value())));
      }
    }
  }

  private void add(ObjectNode arguments, Map<String, Object> more) {
    more.forEach((key, value) -> arguments.set(key, JSON.valueToTree(dressed(value))));
  }

  private Object dressed(Object value) {
    Object filled = facts.fill(value);
    return filled instanceof String text ? strategy.argument().apply(text) : filled;
  }

  private static boolean fits(String fill, JsonNode parameter) {
    String type = parameter.path("type").toString();
    return switch (fill) {
      case "string" -> type.contains("string") && !parameter.has("enum");
      case "number" -> type.contains("integer") || type.contains("number");
      default -> true;
    };
  }

  /** The parameters without which the tool would refuse, with harmless values. */
  private ObjectNode needed(JsonNode schema) {
    ObjectNode arguments = JSON.createObjectNode();
    for (JsonNode required : schema.path("required")) {
      String name = required.asText();
      arguments.set(name, JSON.valueToTree(harmless(name, schema.path("properties").path(name))));
    }
    return arguments;
  }

  private Object harmless(String name, JsonNode parameter) {
    if (parameter.path("enum").size() > 0) {
      return parameter.path("enum").get(0).asText();
    }
    String type = parameter.path("type").toString();
    if (type.contains("integer") || type.contains("number")) {
      return parameter.path("minimum").asInt(1);
    }
    return switch (name) {
      case "query" -> "opening hours, prices, contracts and agreements";
      case "customer_number" -> facts.fill("{self.customer_number}");
      default -> facts.fill("{self.invoice}");
    };
  }

  private PlannedCall call(String tool, String arguments, String kind) {
    String written = strategy.changesArguments() ? strategy.group() + " " + kind : kind;
    return new PlannedCall(
        "call_" + letters(next++), tool, arguments, kind.isEmpty() ? "" : written);
  }

  /** Ids without figures, since figures are what guards look for. */
  private static String letters(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number; word.length() < 4; rest /= 20) {
      word.append((char) ('a' + rest % 20));
    }
    return word.toString();
  }
}
