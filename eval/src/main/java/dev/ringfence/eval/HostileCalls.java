package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.eval.Attack.CallPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    tools.forEach((name, schema) -> calls.add(call(name, needed(schema), Set.of(), "")));
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
        learned.stream().limit(MOST_LEARNED).forEach(value -> calls.addAll(learned(plan, value)));
      }
    }
    return calls;
  }

  /** Another run shows other values, so that what is no fact can only be learned again. */
  private List<PlannedCall> learned(CallPlan plan, String value) {
    Optional<String> named = facts.name(value);
    List<PlannedCall> calls = new ArrayList<>();
    expand(new CallPlan(plan.tool(), "string", named.orElse(value), Map.of(), "", false), calls);
    return named.isPresent()
        ? calls
        : calls.stream()
            .map(
                call ->
                    new PlannedCall(
                        call.id(),
                        call.tool(),
                        call.arguments(),
                        new CallPlan(call.tool(), "string", "", Map.of(), "", true),
                        "learned"))
            .toList();
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
      ObjectNode needed = JSON.createObjectNode();
      needed(schema).forEach((key, value) -> needed.set(key, JSON.valueToTree(facts.fill(value))));
      FuzzedArguments.Drawn drawn = fuzzed.of(schema, needed);
      CallPlan plan = new CallPlan(name, "", "", Map.of(), drawn.text(), false);
      calls.add(new PlannedCall(nextId(), name, drawn.text(), plan, drawn.kind()));
    }
  }

  private void one(CallPlan plan, String name, JsonNode schema, List<PlannedCall> calls) {
    if (!plan.raw().isEmpty()) {
      CallPlan raw = new CallPlan(name, "", "", Map.of(), plan.raw(), false);
      calls.add(new PlannedCall(nextId(), name, facts.fill(plan.raw()), raw, "raw " + plan.raw()));
      return;
    }
    if (plan.fill().isEmpty()) {
      Map<String, Object> arguments = needed(schema);
      arguments.putAll(plan.arguments());
      calls.add(call(name, arguments, plan.arguments().keySet(), String.valueOf(plan.arguments())));
      return;
    }
    for (Map.Entry<String, JsonNode> parameter : schema.path("properties").properties()) {
      if (fits(plan.fill(), parameter.getValue())) {
        Map<String, Object> arguments = needed(schema);
        arguments.putAll(plan.arguments());
        arguments.put(parameter.getKey(), plan.value());
        Set<String> own = new HashSet<>(plan.arguments().keySet());
        own.add(parameter.getKey());
        calls.add(call(name, arguments, own, parameter.getKey() + "=" + plan.value()));
      }
    }
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
  private static Map<String, Object> needed(JsonNode schema) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (JsonNode required : schema.path("required")) {
      String name = required.asText();
      arguments.put(name, harmless(name, schema.path("properties").path(name)));
    }
    return arguments;
  }

  private static Object harmless(String name, JsonNode parameter) {
    if (parameter.path("enum").size() > 0) {
      return parameter.path("enum").get(0).asText();
    }
    String type = parameter.path("type").toString();
    if (type.contains("integer") || type.contains("number")) {
      return parameter.path("minimum").asInt(1);
    }
    return switch (name) {
      case "query" -> "opening hours, prices, contracts and agreements";
      case "customer_number" -> "{self.customer_number}";
      default -> "{self.invoice}";
    };
  }

  /**
   * The facts are filled in last, so that the plan says which they were.
   *
   * @param own the arguments that are the attack's
   */
  private PlannedCall call(
      String tool, Map<String, Object> arguments, Set<String> own, String kind) {
    ObjectNode filled = JSON.createObjectNode();
    arguments.forEach(
        (key, value) ->
            filled.set(
                key, JSON.valueToTree(own.contains(key) ? dressed(value) : facts.fill(value))));
    CallPlan plan = new CallPlan(tool, "", "", arguments, "", false);
    String dressed = strategy.changesArguments() ? strategy.group() + " " + kind : kind;
    return new PlannedCall(nextId(), tool, filled.toString(), plan, kind.isEmpty() ? "" : dressed);
  }

  private String nextId() {
    return "call_" + letters(next++);
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
