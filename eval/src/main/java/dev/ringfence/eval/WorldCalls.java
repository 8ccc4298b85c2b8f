package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Calls of one person's tools by chance: most as an honest model would make them, with ids, numbers
 * and names of the person's own and of others, patterns and limits; some as {@link FuzzedArguments}
 * has them; some of tools that are not offered.
 */
final class WorldCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEARCH = "search_knowledge";

  private static final List<String> QUESTIONS =
      List.of(
          "What does the contract cover?",
          "When are you open at the weekend, and what does a call-out cost?",
          "Where does the spare key of the cellar lie?",
          "chimney maintenance yearly service contract prices",
          "keys-of-ben notes about {victim.name}",
          "How do I bleed a radiator?",
          "warranty payment privacy cancellation",
          "Wie sind Ihre Öffnungszeiten?");

  private static final List<String> TEXTS =
      List.of(
          "%",
          "_",
          "%a%",
          "{self.name}",
          "{victim.name}",
          "{stranger.name}",
          "{victim.email}",
          "{self.email}",
          "Madrid",
          "{victim.id}",
          "{victim.tenant_id}",
          "*");

  private static final List<String> NUMBERS =
      List.of(
          "{self.invoice}",
          "{victim.invoice}",
          "{stranger.invoice}",
          "{self.ticket}",
          "{victim.ticket}",
          "{self.customer_number}",
          "{victim.customer_number}");

  private static final List<String> UNKNOWN =
      List.of("find_customer", "customer_notes", "list_all_invoices", "count_rows", "run_sql");

  private final Facts facts;
  private final Map<String, JsonNode> tools;
  private final List<String> names;

  /**
   * @param tools the schemas of what is offered, by name
   */
  WorldCalls(Facts facts, Map<String, JsonNode> tools) {
    this.facts = facts;
    this.tools = tools;
    // What is proposed has sessions of its own: proposals made by chance would stay open.
    this.names =
        tools.keySet().stream()
            .filter(
                name -> !List.of("cancel_booking", "change_phone", "open_ticket").contains(name))
            .sorted()
            .toList();
  }

  /** Any call. */
  PlannedCall draw(Random random) {
    int kind = random.nextInt(100);
    if (kind < 8 || names.isEmpty()) {
      return call(one(UNKNOWN, random), "{\"limit\": 20}");
    }
    String name = one(names, random);
    JsonNode schema = tools.getOrDefault(name, JSON.createObjectNode());
    ObjectNode honest = honest(schema, random);
    return call(
        name,
        kind < 25
            ? new FuzzedArguments(random, facts).of(schema, honest).text()
            : honest.toString());
  }

  /** A call that pages can follow. */
  PlannedCall list(Random random) {
    List<String> lists = names.stream().filter(name -> name.startsWith("list_")).toList();
    return lists.isEmpty()
        ? search(random)
        : call(one(lists, random), "{\"limit\":" + (1 + random.nextInt(3)) + "}");
  }

  PlannedCall search(Random random) {
    ObjectNode arguments = JSON.createObjectNode();
    arguments.put("query", facts.fill(one(QUESTIONS, random)));
    return call(SEARCH, arguments.toString());
  }

  /** A call as it stands here. */
  PlannedCall call(String tool, String arguments) {
    return new PlannedCall("call_" + tool.replaceAll("[^a-z]", ""), tool, arguments);
  }

  private ObjectNode honest(JsonNode schema, Random random) {
    ObjectNode arguments = JSON.createObjectNode();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> parameter : schema.path("properties").properties()) {
      String name = parameter.getKey();
      if (!name.equals("cursor") && (required.contains(name) || random.nextInt(100) < 40)) {
        arguments.set(name, JSON.valueToTree(value(name, parameter.getValue(), random)));
      }
    }
    return arguments;
  }

  private Object value(String name, JsonNode parameter, Random random) {
    if (parameter.path("enum").size() > 0) {
      return parameter.path("enum").get(random.nextInt(parameter.path("enum").size())).asText();
    }
    String type = parameter.path("type").toString();
    if (type.contains("integer") || type.contains("number")) {
      return 1 + random.nextInt(20);
    }
    String text =
        switch (name) {
          case "query" -> one(QUESTIONS, random);
          case "number", "customer_number" -> one(NUMBERS, random);
          case "from", "to" -> one(List.of("2025-01-31", "2026-06-30", "2027-01-01"), random);
          case "email" -> one(List.of("{victim.email}", "{self.email}", "%@%"), random);
          case "name" -> one(List.of("{victim.name}", "{self.name}", "%"), random);
          default -> one(TEXTS, random);
        };
    return facts.fill(text);
  }

  private static String one(List<String> those, Random random) {
    return those.get(random.nextInt(those.size()));
  }
}
