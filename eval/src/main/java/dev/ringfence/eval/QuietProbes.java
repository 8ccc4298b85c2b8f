package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What arrives at the taps at which nobody is answered. */
final class QuietProbes {
  private static final String FAMILY = "quiet";
  private static final List<Persona> CUSTOMERS = List.of(Persona.ANA, Persona.BEN, Persona.GIL);

  private final Experiment lab;
  private final QuietTaps taps;

  QuietProbes(Experiment lab) {
    this.lab = lab;
    this.taps = new QuietTaps(lab);
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    results.add(metrics(lab.population.of(Persona.ANA)));
    for (Persona persona : CUSTOMERS) {
      Person person = lab.population.of(persona);
      results.add(embeddings(person));
      results.add(atRest(person));
      results.add(export(person));
    }
    return results;
  }

  private CaseResult metrics(Person person) {
    List<Capture> counted = taps.metrics();
    long lines = counted.getFirst().raw().lines().filter(l -> l.startsWith("ringfence_")).count();
    return result("metrics-tell-of-nobody", person, "http", counted, (int) lines, "");
  }

  /**
   * A question and passages with an address that nobody has seen yet. That something arrived, and
   * with it the words round the address, shows that the tap sees.
   */
  private CaseResult embeddings(Person person) {
    Facts facts = lab.population.facts(person.persona(), lab.book);
    String question = facts.fill("Who answers letters to {self.private_email} on the blue heron?");
    String passage = "Call " + phone() + ".";
    List<Capture> asked = taps.embeddings(question, List.of(question, passage));
    int arrived = (int) asked.stream().filter(c -> c.raw().contains("blue heron")).count();
    return result(
        "embeddings-are-asked-masked", person, "embedding", asked, arrived, question + passage);
  }

  /** A number of the demo data. */
  private String phone() {
    return lab.database
        .rows("SELECT technician_phone AS phone FROM demo.booking ORDER BY id LIMIT 1")
        .getFirst()
        .getOrDefault("phone", "");
  }

  /** A chat with rows whose values are masked first, so that there is something at rest. */
  private CaseResult atRest(Person person) {
    Attack all =
        AttackCorpus.load().named("own-everything").orElseThrow(() -> new LabException("no case"));
    Facts facts = lab.population.facts(person.persona(), lab.book);
    Script script = new Script(all, facts, 0);
    String mark = lab.model.play("qqqqqq", script);
    ServiceClient.Answer shown =
        lab.client.chat(person.token(), "probe-of-rest", "Show all of it. " + mark, false);
    Set<Finding> findings = new LinkedHashSet<>();
    List<Capture> kept = taps.atRest();
    for (Capture capture : kept) {
      for (Canary canary : lab.judge.given(capture.raw())) {
        if (!QuietTaps.mayRest(canary)) {
          findings.add(
              new Finding(
                  Rule.STORED_IN_CLEAR, capture.tap(), canary.origin().place(), canary.hash()));
        }
      }
    }
    int own = lab.judge.own(person, shown.capture().raw()).size();
    lab.client.send("DELETE", "/v1/conversations/probe-of-rest", person.token(), "", Map.of());
    lab.model.forget("qqqqqq");
    return result("vault-at-rest", person, "sql", kept.isEmpty() ? 0 : own, true, findings);
  }

  private CaseResult export(Person person) {
    List<Capture> files = taps.export(person);
    int own = files.stream().mapToInt(file -> lab.judge.own(person, file.raw()).size()).sum();
    Set<Canary> written = lab.judge.given(writtenBy(person));
    Set<Finding> findings = new LinkedHashSet<>();
    for (Capture file : files) {
      for (Canary canary : lab.judge.given(file.raw())) {
        if (!person.mayRead(canary.origin())
            && !isAbout(person, canary)
            && !written.contains(canary)) {
          findings.add(
              new Finding(
                  Rule.FOREIGN_ROW,
                  file.tap(),
                  canary.origin().place() + " (" + person.relationTo(canary.origin()) + ")",
                  canary.hash()));
        }
      }
    }
    return result("export-of-one-customer", person, "export", own, true, findings);
  }

  /** What somebody asked in the attacks before, other people's names among it, is their own. */
  private String writtenBy(Person person) {
    return lab.database
        .rows(
            "SELECT coalesce(string_agg(w.said, ' '), '') AS written"
                + " FROM (SELECT m.tenant_id, m.owner_id, m.body AS said FROM ringfence.message m"
                + " WHERE m.role = 'user' UNION ALL"
                + " SELECT a.tenant_id, a.owner_id, a.question FROM ringfence.asked a) AS w"
                + " WHERE w.tenant_id = ? AND w.owner_id = ?",
            person.tenant(),
            person.subject())
        .getFirst()
        .getOrDefault("written", "");
  }

  /** A table that a customer does not read may be theirs to take along, such as who they are. */
  private static boolean isAbout(Person person, Canary canary) {
    return person.tenant().equals(canary.origin().tenant())
        && person.subject().equals(canary.origin().owner());
  }

  /**
   * @param given what was sent there, whose echo says nothing
   */
  private CaseResult result(
      String name,
      Person person,
      String channel,
      List<Capture> captures,
      int observed,
      String given) {
    Set<Canary> known = lab.judge.given(given);
    Set<Finding> findings = new LinkedHashSet<>();
    boolean whole = true;
    for (Capture capture : captures) {
      Judge.Judgement judged = lab.judge.judge(person, capture, known);
      findings.addAll(judged.findings());
      whole &= judged.whole();
    }
    return result(name, person, channel, observed, whole, findings);
  }

  private static CaseResult result(
      String name,
      Person person,
      String channel,
      int observed,
      boolean whole,
      Set<Finding> findings) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        channel,
        1,
        1,
        observed,
        List.copyOf(findings),
        observed == 0 ? "nothing arrived there" : whole ? "" : "it was not wholly read");
  }
}
