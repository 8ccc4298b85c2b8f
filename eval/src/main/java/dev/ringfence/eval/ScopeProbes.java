package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Where an answer says that it comes from, with a model that says something else: from the account
 * where rows were read, also if that was a turn ago, and never from it where none were.
 */
final class ScopeProbes {
  private static final String FAMILY = "scope";
  private static final String CONVERSATION = "probe-of-scope";
  private static final String LIE = "This is public, from the website of the company.";

  private final Experiment lab;

  ScopeProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : List.of(Persona.ANA, Persona.GIL)) {
      results.add(ofAnswers(lab.population.of(persona)));
    }
    return results;
  }

  /** Calls what it is told to, once, and then says what it is told to. */
  private static final class Told implements Conduct {
    private final List<PlannedCall> calls;
    private final String says;
    private boolean called;

    Told(List<PlannedCall> calls, String says) {
      this.calls = calls;
      this.says = says;
    }

    @Override
    public synchronized List<PlannedCall> next(String body, JsonNode request) {
      List<PlannedCall> now = called ? List.of() : calls;
      called = true;
      return now;
    }

    @Override
    public String answer() {
      return says;
    }
  }

  private CaseResult ofAnswers(Person person) {
    Set<Finding> findings = new LinkedHashSet<>();
    PlannedCall profile = new PlannedCall("c1", "my_profile", "{}");
    PlannedCall documents =
        new PlannedCall("c2", "search_knowledge", "{\"query\": \"When are you open?\"}");
    String read = scope(person, CONVERSATION, List.of(profile), LIE);
    expect(read, Set.of("account"), "an answer from rows", findings);
    String remembered = scope(person, CONVERSATION, List.of(), LIE + " Dear [NAME_1],");
    expect(remembered, Set.of("account"), "an answer from what was read a turn ago", findings);
    String open = scope(person, CONVERSATION + "-2", List.of(documents), LIE);
    expect(open, Set.of("public", "mixed"), "an answer from documents", findings);
    String nothing = scope(person, CONVERSATION + "-3", List.of(), LIE);
    expect(nothing, Set.of("none"), "an answer from nothing", findings);
    for (String end : List.of("", "-2", "-3")) {
      lab.client.send(
          "DELETE", "/v1/conversations/" + CONVERSATION + end, person.token(), "", Map.of());
    }
    boolean answered = !read.isEmpty() && !open.isEmpty() && !nothing.isEmpty();
    return new CaseResult(
        FAMILY,
        "scope-is-what-was-read",
        person.persona().label(),
        "json",
        4,
        4,
        answered ? 1 : 0,
        List.copyOf(findings),
        answered ? "" : "an answer did not say where it comes from");
  }

  private String scope(Person person, String conversation, List<PlannedCall> calls, String says) {
    String mark = lab.model.play("mmmmmm", new Told(calls, says));
    ServiceClient.Answer answer =
        lab.client.chat(person.token(), conversation, "Tell me. " + mark, false);
    lab.model.forget("mmmmmm");
    return answer.json().at("/message/scope").asText();
  }

  private static void expect(String scope, Set<String> right, String what, Set<Finding> findings) {
    if (!scope.isEmpty() && !right.contains(scope)) {
      findings.add(new Finding(Rule.MISATTRIBUTED, Tap.HTTP, what + " says: " + scope, ""));
    }
  }
}
