package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where long results go on: the cursor of one person, one tool and one question, brought by
 * somebody else, for another question, to another tool, and changed by a sign.
 */
final class CursorProbes {
  private static final String FAMILY = "mcp";
  private static final String INVOICES = "list_invoices";
  private static final String TICKETS = "list_tickets";

  private final Experiment lab;

  CursorProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    results.add(cursors(Persona.ANA, Persona.BEN));
    results.add(cursors(Persona.GIL, Persona.ANA));
    return results;
  }

  private CaseResult cursors(Persona persona, Persona stranger) {
    Person person = lab.population.of(persona);
    ServiceClient.Answer first = call(person, INVOICES, "{\"limit\": 1}");
    String next = next(first);
    Set<Finding> findings = new LinkedHashSet<>();
    boolean goesOn = !isRefused(call(person, INVOICES, with("\"limit\": 1", next)));
    if (!next.isEmpty()) {
      expectRefused(
          call(lab.population.of(stranger), INVOICES, with("\"limit\": 1", next)),
          "the cursor of somebody else",
          findings);
      expectRefused(
          call(person, INVOICES, with("\"limit\": 1, \"status\": \"paid\"", next)),
          "the cursor of another question",
          findings);
      expectRefused(
          call(person, TICKETS, with("\"limit\": 1", next)),
          "the cursor of another tool",
          findings);
      expectRefused(
          call(person, INVOICES, with("\"limit\": 1", changed(next))),
          "a cursor that was changed",
          findings);
    }
    int own = lab.judge.own(person, first.capture().raw()).size();
    return new CaseResult(
        FAMILY,
        "cursors-are-ones-own",
        person.persona().label(),
        "mcp",
        6,
        6,
        own,
        List.copyOf(findings),
        next.isEmpty() || !goesOn || own == 0 ? "no result went on" : "");
  }

  private ServiceClient.Answer call(Person person, String tool, String arguments) {
    return new McpSession(lab.client, person).call(tool, arguments);
  }

  private static String with(String arguments, String cursor) {
    return "{" + arguments + ", \"cursor\": \"" + cursor + "\"}";
  }

  private static String next(ServiceClient.Answer answer) {
    JsonNode result = ServiceClient.parse(answer.json().at("/result/content/0/text").asText());
    return result.path("next").asText();
  }

  /** Another place in the rows: the last signs hide it, and nothing but the key holds them. */
  private static String changed(String cursor) {
    char last = cursor.charAt(cursor.length() - 1);
    return cursor.substring(0, cursor.length() - 1) + (last == 'b' ? 'c' : 'b');
  }

  private static boolean isRefused(ServiceClient.Answer answer) {
    return answer.json().has("error") || answer.json().at("/result/isError").asBoolean();
  }

  private static void expectRefused(
      ServiceClient.Answer answer, String what, Set<Finding> findings) {
    if (answer.ok() && !isRefused(answer)) {
      findings.add(new Finding(Rule.NOT_REFUSED, answer.capture().tap(), what, ""));
    }
  }
}
