package dev.ringfence.eval;

import dev.ringfence.eval.Attack.ProposalPlan;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proposals and writes as somebody would go at them with SQL of their own, on the service's login
 * and with a context that is truly theirs.
 */
final class ConsentProbes {
  private static final String FAMILY = "consent";
  private static final List<Persona> CUSTOMERS = List.of(Persona.ANA, Persona.BEN, Persona.GIL);
  private static final String TICKET = "{\"subject\": \"About {canary}\", \"body\": \"It drips.\"}";
  private static final List<ProposalPlan> PLANS =
      List.of(
          new ProposalPlan("open", "self", "open_ticket", TICKET),
          new ProposalPlan("denied", "self", "open_ticket", TICKET),
          new ProposalPlan("theirs", "victim", "open_ticket", TICKET));

  private static final String COPY =
      "INSERT INTO ringfence.approval (tenant_id, owner_id, id, conversation_id, role, tool,"
          + " tool_hash, nonce, arguments_sealed, mac, created_at, expires_at)"
          + " SELECT '{victim.tenant_id}', '{victim.id}', gen_random_uuid(),"
          + " '{victim.conversation}', role, tool, tool_hash, nonce, arguments_sealed, mac,"
          + " created_at, expires_at FROM ringfence.approval WHERE id = '{proposal.open}'";

  private static final List<String> FOR_ANOTHER =
      List.of(
          COPY,
          "INSERT INTO demo.support_ticket (tenant_id, customer_id, subject, body)"
              + " VALUES ('{victim.tenant_id}', '{victim.id}', 'Not mine', 'Not mine')",
          "UPDATE demo.booking SET customer_id = '{victim.id}' WHERE id = '{self.booking}'",
          "UPDATE demo.booking SET status = 'cancelled' WHERE id = '{victim.booking}'",
          "UPDATE demo.customer SET phone = '0' WHERE customer_id = '{victim.id}'",
          "UPDATE ringfence.approval SET told = true WHERE id = '{proposal.theirs}'");

  private final Experiment lab;
  private final SealedContexts contexts;

  ConsentProbes(Experiment lab) {
    this.lab = lab;
    this.contexts = new SealedContexts(lab.database);
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : CUSTOMERS) {
      Person person = lab.population.of(persona);
      Facts known = lab.population.facts(persona, lab.book);
      Proposals proposals = Proposals.made(lab, person, PLANS, known, "probe");
      Facts facts = known.with(proposals.facts());
      try (Login login = Login.of(lab.database, person)) {
        String context = contexts.of(person);
        results.add(nobodyElses(person, login.read(context, "ringfence.approval").rows()));
        results.add(decidedOnce(person, login, context, facts));
        results.add(writtenForNobodyElse(person, login, context, facts));
      } finally {
        proposals.forget();
      }
    }
    return results;
  }

  private CaseResult nobodyElses(Person person, List<String> rows) {
    long own = rows.stream().filter(row -> row.contains(person.subject().toString())).count();
    Set<Finding> findings = new LinkedHashSet<>();
    if (own < rows.size()) {
      findings.add(new Finding(Rule.FOREIGN_ROW, Tap.ROWS, "a proposal of somebody else's", ""));
    }
    return result("proposals-are-ones-own", person, 1, own, findings);
  }

  private CaseResult decidedOnce(Person person, Login login, String context, Facts facts) {
    String id = facts.fill("{proposal.denied}");
    ServiceClient.Answer denied =
        lab.client.send(
            "POST", "/v1/approvals/" + id, person.token(), "{\"approved\": false}", Map.of());
    Set<Finding> findings = new LinkedHashSet<>();
    String change = "UPDATE ringfence.approval SET %s WHERE id = '" + id + "'";
    int allowed = login.change(context, change.formatted("told = told"));
    for (String status : List.of("proposed", "done")) {
      if (login.change(context, change.formatted("status = '" + status + "'")) > 0) {
        findings.add(new Finding(Rule.REOPENED, Tap.ROWS, "a denied one became " + status, ""));
      }
    }
    return result(
        "decisions-are-final", person, 2, denied.ok() ? Math.max(0, allowed) : 0, findings);
  }

  private CaseResult writtenForNobodyElse(Person person, Login login, String context, Facts facts) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (String change : FOR_ANOTHER) {
      if (login.change(context, facts.fill(change)) > 0) {
        findings.add(new Finding(Rule.WRITTEN_FOR_ANOTHER, Tap.ROWS, change, ""));
      }
    }
    int own =
        login.change(
            context, "INSERT INTO demo.support_ticket (subject, body) VALUES ('Mine', 'Mine')");
    return result(
        "written-for-nobody-else", person, FOR_ANOTHER.size(), Math.max(0, own), findings);
  }

  private static CaseResult result(
      String name, Person person, int attempts, long own, Set<Finding> findings) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "sql",
        attempts,
        attempts,
        (int) own,
        List.copyOf(findings),
        own == 0 ? "nothing of the person's own was there, or could be written" : "");
  }
}
