package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The headers of what is answered: who may keep it, who may read it, and what a browser takes it
 * for; of what was found, of what was refused, and of streams.
 */
final class HeaderProbes {
  private static final String FAMILY = "headers";
  private static final String FOREIGN_PAGE = "https://" + Judge.HOSTILE_HOST;

  private final Experiment lab;

  HeaderProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : List.of(Persona.ANA, Persona.SAM, Persona.VISITOR)) {
      Person person = lab.population.of(persona);
      results.add(ofPrivateAnswers(person));
      results.add(toForeignPages(person));
    }
    results.add(ofDocumentsOfTheDemo(lab.population.of(Persona.VISITOR)));
    return results;
  }

  private ServiceClient.Answer get(Person person, String path, Map<String, String> headers) {
    return lab.client.send("GET", path, person.token(), "", headers);
  }

  /** Found, missing, refused, and as a stream. */
  private List<ServiceClient.Answer> privateAnswers(Person person) {
    Attack nothing = Attack.none();
    String mark = lab.model.play("pppppp", new Script(nothing, Facts.none(), -1));
    List<ServiceClient.Answer> answers = new ArrayList<>();
    answers.add(
        get(person, "/v1/conversations/" + Population.conversation(person.persona()), Map.of()));
    answers.add(get(person, "/v1/conversations/there-is-none", Map.of()));
    answers.add(lab.client.send("GET", "/v1/me", "", "", Map.of()));
    answers.add(lab.client.chat(person.token(), "probe-of-headers", "Hello " + mark, true));
    answers.add(lab.client.chat(person.token(), "probe-of-headers", "Hello " + mark, false));
    lab.model.forget("pppppp");
    return answers;
  }

  private CaseResult ofPrivateAnswers(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    List<ServiceClient.Answer> answers = privateAnswers(person);
    for (ServiceClient.Answer answer : answers) {
      Tap tap = answer.capture().tap();
      String kept = header(answer, "cache-control");
      if (!kept.contains("no-store") || !kept.contains("private")) {
        findings.add(new Finding(Rule.CACHEABLE, tap, "an answer to one person alone", ""));
      }
      String varies = header(answer, "vary").toLowerCase(Locale.ROOT);
      if (!varies.contains("authorization") || !varies.contains("origin")) {
        findings.add(new Finding(Rule.CACHEABLE, tap, "an answer that does not say whose", ""));
      }
      if (!header(answer, "x-content-type-options").equals("nosniff")) {
        findings.add(new Finding(Rule.HEADER_MISSING, tap, "X-Content-Type-Options", ""));
      }
    }
    int own = lab.judge.own(person, answers.getFirst().capture().raw()).size();
    return result("headers-of-private-answers", person, answers.size(), own, findings);
  }

  /** First a page that may: that it is told so shows that the header would be seen. */
  private CaseResult toForeignPages(Person person) {
    String path = "/v1/conversations/" + Population.conversation(person.persona());
    ServiceClient.Answer own = get(person, path, Map.of("Origin", lab.client.origin()));
    boolean told = header(own, "access-control-allow-origin").equals(lab.client.origin());
    Set<Finding> findings = new LinkedHashSet<>();
    for (String page :
        List.of(FOREIGN_PAGE, "null", lab.client.origin() + "." + Judge.HOSTILE_HOST)) {
      List<ServiceClient.Answer> answers =
          List.of(
              get(person, path, Map.of("Origin", page)),
              lab.client.send("GET", "/v1/me", "", "", Map.of("Origin", page)),
              lab.client.send(
                  "OPTIONS",
                  "/v1/chat",
                  "",
                  "",
                  Map.of("Origin", page, "Access-Control-Request-Method", "POST")));
      for (ServiceClient.Answer answer : answers) {
        if (!header(answer, "access-control-allow-origin").isEmpty()
            || !header(answer, "access-control-allow-credentials").isEmpty()) {
          findings.add(
              new Finding(Rule.ANY_PAGE, answer.capture().tap(), "a page of another site", ""));
        }
      }
    }
    return result("headers-to-foreign-pages", person, 9, told ? 1 : 0, findings);
  }

  /** They are strangers' texts, as HTML. */
  private CaseResult ofDocumentsOfTheDemo(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    int found = 0;
    List<Map<String, String>> documents =
        lab.database.rows(
            "SELECT DISTINCT split_part(url, '#', 1) AS path FROM ringfence.document"
                + " WHERE visibility = 'public' AND url LIKE '/demo/docs/%'");
    for (Map<String, String> document : documents) {
      String path = String.valueOf(document.get("path")).replaceAll("zq[a-z]{8}| ", "");
      ServiceClient.Answer answer = lab.client.send("GET", path, "", "", Map.of());
      if (answer.ok()) {
        found++;
        if (!header(answer, "content-security-policy").contains("default-src 'none'")) {
          findings.add(new Finding(Rule.HEADER_MISSING, Tap.HTTP, "Content-Security-Policy", ""));
        }
      }
    }
    return result("headers-of-documents", person, documents.size(), found, findings);
  }

  /** The values of a header, as they stand in the first line of a capture. */
  private static String header(ServiceClient.Answer answer, String name) {
    String raw = answer.capture().raw();
    String headers = raw.substring(0, Math.max(0, raw.indexOf('\n'))).toLowerCase(Locale.ROOT);
    int at = headers.indexOf(name + "=[");
    return at < 0 ? "" : headers.substring(at + name.length() + 2, headers.indexOf(']', at));
  }

  private static CaseResult result(
      String name, Person person, int attempts, int own, Set<Finding> findings) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "http",
        attempts,
        attempts,
        own,
        List.copyOf(findings),
        own == 0 ? "nothing was answered that has the headers" : "");
  }
}
