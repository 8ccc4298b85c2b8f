package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What no client of HTTP can ask: whether a stranger is answered before the large body that is
 * announced has been sent, and which process reads what has been.
 */
final class UploadProbes {
  private static final String FAMILY = "files";

  private static final String READER = "dev.ringfence.parsing.ParserWorker";

  private final Experiment lab;

  UploadProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : Persona.values()) {
      results.add(answeredBeforeTheBody(lab.population.of(persona)));
    }
    results.add(readOutside(lab.population.of(Persona.ANA)));
    results.add(onePlaceForEach(lab.population.of(Persona.BEN)));
    return results;
  }

  /** Whom each of them is, sending a body that never comes. */
  private CaseResult answeredBeforeTheBody(Person person) {
    Facts facts = lab.population.facts(person.persona(), lab.book);
    Set<Finding> findings = new LinkedHashSet<>();
    int attempts = 0;
    for (String route : List.of("/v1/files", "/v1/documents")) {
      for (String who : List.of("nobody", "altered", "expired", "former", "elsewhere")) {
        attempts++;
        expect(lab.tokens.as(who, person, facts), route, who, findings);
      }
    }
    Persona.Kind kind = person.persona().kind;
    if (kind != Persona.Kind.STAFF) {
      attempts++;
      expect(person.token(), "/v1/documents", "self", findings);
    }
    if (kind == Persona.Kind.VISITOR) {
      attempts++;
      expect(person.token(), "/v1/files", "self", findings);
    }
    return result("answered-before-the-body", person, attempts, own(person), findings);
  }

  private void expect(String token, String route, String who, Set<Finding> findings) {
    try (AnnouncedBody body = AnnouncedBody.to(lab.client.origin(), route, token)) {
      if (!body.status().equals("401") && !body.status().equals("403")) {
        findings.add(
            new Finding(
                Rule.NOT_REFUSED,
                Tap.HTTP,
                "a body for " + route + " as " + who + " was answered " + body.status(),
                ""));
      }
    }
  }

  /** One who sends takes no place of others, and has one alone. */
  private CaseResult onePlaceForEach(Person person) {
    Facts facts = lab.population.facts(person.persona(), lab.book);
    String victim = lab.tokens.as("victim", person, facts);
    StoredDocuments before = StoredDocuments.in(lab.database);
    Set<Finding> findings = new LinkedHashSet<>();
    ServiceClient.Answer beside;
    try (AnnouncedBody _ = AnnouncedBody.to(lab.client.origin(), "/v1/files", victim)) {
      beside = send(person);
    }
    if (beside.status() == 429) {
      findings.add(new Finding(Rule.INFLUENCED, Tap.HTTP, "refused while another sends", ""));
    }
    try (AnnouncedBody _ = AnnouncedBody.to(lab.client.origin(), "/v1/files", person.token())) {
      if (send(person).ok()) {
        findings.add(
            new Finding(Rule.NOT_REFUSED, Tap.HTTP, "two bodies of one person at a time", ""));
      }
    }
    before.forgetNewerIn(lab.database);
    return stored("one-place-for-each", person, 4, beside, findings);
  }

  private ServiceClient.Answer send(Person person) {
    return lab.client.send(
        "POST",
        "/v1/files?name=read.md",
        person.token(),
        "# Read\n\nBy another process.",
        Map.of("Content-Type", "text/markdown"));
  }

  /** The readers that wait for work are ended first, so that the next file needs a new one. */
  private CaseResult readOutside(Person person) {
    List<ProcessHandle> waiting = readers();
    waiting.forEach(ProcessHandle::destroyForcibly);
    // Not those that are still there: one that is just ending is no child any more, and not gone.
    waiting.forEach(reader -> reader.onExit().join());
    StoredDocuments before = StoredDocuments.in(lab.database);
    ServiceClient.Answer answer = send(person);
    if (!answer.ok()) {
      // The service hears of the end a moment later, and may have handed the file to what is gone.
      answer = send(person);
    }
    before.forgetNewerIn(lab.database);
    Set<Finding> findings = new LinkedHashSet<>();
    if (answer.ok() && readers().isEmpty()) {
      findings.add(
          new Finding(
              Rule.READ_INSIDE, Tap.HTTP, "a file, without any process that reads files", ""));
    }
    return stored("read-in-a-process-of-its-own", person, 1, answer, findings);
  }

  private static List<ProcessHandle> readers() {
    return ProcessHandle.current().children().filter(UploadProbes::isReader).toList();
  }

  /** The whole command line: what Java itself tells of it ends within a long class path. */
  private static boolean isReader(ProcessHandle process) {
    try {
      return process.isAlive()
          && Files.readString(
                  Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                  StandardCharsets.ISO_8859_1)
              .contains(READER);
    } catch (IOException _) {
      return false;
    }
  }

  private int own(Person person) {
    String conversation = "/v1/conversations/" + Population.conversation(person.persona());
    return lab.judge
        .own(
            person,
            lab.client.send("GET", conversation, person.token(), "", Map.of()).capture().raw())
        .size();
  }

  /** Where the person's own file has to be taken for anything to be proven. */
  private static CaseResult stored(
      String name,
      Person person,
      int attempts,
      ServiceClient.Answer answer,
      Set<Finding> findings) {
    String missing = answer.ok() ? "" : "the file was answered " + answer.status();
    return result(name, person, attempts, answer.ok() ? 1 : 0, findings, missing);
  }

  private static CaseResult result(
      String name, Person person, int attempts, int own, Set<Finding> findings) {
    String missing = own == 0 ? "nothing of the person's own arrived" : "";
    return result(name, person, attempts, own, findings, missing);
  }

  private static CaseResult result(
      String name, Person person, int attempts, int own, Set<Finding> findings, String missing) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "http",
        attempts,
        attempts,
        own,
        List.copyOf(findings),
        missing);
  }
}
