package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client of MCP is shown, in two worlds that differ in other owners' data alone, and while
 * nothing can be written into the audit.
 */
final class McpProbes {
  private static final String FAMILY = "mcp";
  private static final List<Persona> PEOPLE =
      List.of(Persona.ANA, Persona.BEN, Persona.SAM, Persona.GIL);

  /** Everything that can be listed, with arguments that ask for as much as there is. */
  private static final List<PlannedCall> LISTS =
      List.of(
          new PlannedCall("", "my_profile", "{}"),
          new PlannedCall("", "list_invoices", "{\"limit\": 20}"),
          new PlannedCall("", "list_bookings", "{\"when\": \"all\", \"limit\": 20}"),
          new PlannedCall("", "list_tickets", "{\"limit\": 20}"),
          new PlannedCall("", "find_customer", "{\"limit\": 20}"),
          new PlannedCall(
              "", "search_knowledge", "{\"query\": \"What does the contract cover?\"}"));

  /** There and back; every row of others, and nothing of the person's. */
  private static final String OTHER_WORLD =
      """
      UPDATE demo.invoice SET issued_on = issued_on + %2$d * 400, due_on = due_on + %2$d * 400 WHERE %1$s;
      UPDATE demo.booking SET starts_at = starts_at + %2$d * interval '400 days',
             ends_at = ends_at + %2$d * interval '400 days' WHERE %1$s;
      UPDATE demo.support_ticket SET created_at = created_at + %2$d * interval '400 days' WHERE %1$s;
      UPDATE demo.customer SET customer_since = customer_since + %2$d * 400 WHERE %1$s;
      UPDATE ringfence.chunk SET title = CASE %2$d WHEN 1 THEN title || ' contract' ELSE left(title, -9) END
       WHERE customer_id IS NOT NULL AND %1$s
      """;

  private final Experiment lab;

  McpProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : PEOPLE) {
      Person person = lab.population.of(persona);
      results.add(nothingBeforeItsEntry(person));
      results.add(twoWorlds(person));
    }
    return results;
  }

  private CaseResult nothingBeforeItsEntry(Person person) {
    PlannedCall call = LISTS.get(person.persona().kind == Persona.Kind.STAFF ? 4 : 1);
    Set<Finding> findings = new LinkedHashSet<>();
    ServiceClient.Answer shown = call(person, call);
    if (shown.ok() && !isNoted(shown, call.tool())) {
      findings.add(new Finding(Rule.UNAUDITED, Tap.MCP, "rows that came before their entry", ""));
    }
    lab.database.execute("REVOKE EXECUTE ON FUNCTION ringfence.audit_append FROM ringfence_app");
    try {
      if (own(person, call(person, call)) > 0) {
        findings.add(
            new Finding(Rule.UNAUDITED, Tap.MCP, "rows, while nothing can be written down", ""));
      }
    } finally {
      lab.database.execute("GRANT EXECUTE ON FUNCTION ringfence.audit_append TO ringfence_app");
    }
    return result("nothing-before-its-entry-over-mcp", person, 2, own(person, shown), findings);
  }

  private ServiceClient.Answer call(Person person, PlannedCall call) {
    return new McpSession(lab.client, person).call(call.tool(), call.arguments());
  }

  private boolean isNoted(ServiceClient.Answer answer, String tool) {
    return !lab.database
        .rows(
            "SELECT number FROM ringfence.audit_entry WHERE request_id <> ''"
                + " AND strpos(?, request_id) > 0 AND action = ? AND decision = 'allowed'",
            answer.capture().raw(),
            tool)
        .isEmpty();
  }

  private int own(Person person, ServiceClient.Answer answer) {
    return lab.judge.own(person, answer.capture().raw()).size();
  }

  private CaseResult twoWorlds(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    String others =
        person.persona().kind == Persona.Kind.STAFF
            ? "tenant_id <> '" + person.tenant() + "'"
            : "(tenant_id, customer_id) <> ('" + person.tenant() + "', '" + person.subject() + "')";
    String here = session(person);
    lab.database.execute(OTHER_WORLD.formatted(others, 1));
    try {
      if (!session(person).equals(here)) {
        findings.add(
            new Finding(Rule.INFLUENCED, Tap.MCP, "other rows than before others' changed", ""));
      }
    } finally {
      lab.database.execute(OTHER_WORLD.formatted(others, -1));
    }
    int own = lab.judge.own(person, here).size();
    return result("two-worlds-over-mcp", person, 2 * LISTS.size(), own, findings);
  }

  /** All that one person is shown, without what is another for every request. */
  private String session(Person person) {
    return LISTS.stream()
        .map(call -> call(person, call).capture().raw())
        .map(raw -> raw.replaceAll("(?i)(?:date|x-request-id)=\\[[^]]*],? ?", ""))
        .collect(Collectors.joining("\n"));
  }

  private static CaseResult result(
      String name, Person person, int attempts, int own, Set<Finding> findings) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "mcp",
        attempts,
        attempts,
        own,
        List.copyOf(findings),
        own == 0 ? "nothing of the person's own arrived" : "");
  }
}
