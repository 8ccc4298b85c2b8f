package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.eval.Attack.Expected;
import dev.ringfence.eval.Attack.RequestPlan;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Sends the requests of one case, and holds each answer to what is expected. */
final class Requests {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Set<String> OTHERS = Set.of("victim", "stranger", "customer", "staff");
  private static final String HUGE = "{huge}";
  private static final int HUGE_CHARACTERS = 2 << 20;

  private final Experiment lab;
  private final Person person;
  private final Facts facts;
  private final String mark;
  private final List<Capture> captures = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final StringBuilder given = new StringBuilder();

  /** The first answer of those that have to be the same. */
  private final Map<String, String> first = new HashMap<>();

  private int sent;
  private int answered;

  /**
   * @param mark what a message has to say for the case's model to answer it
   */
  Requests(Experiment lab, Person person, Facts facts, String mark) {
    this.lab = lab;
    this.person = person;
    this.facts = facts;
    this.mark = mark;
  }

  List<Capture> captures() {
    return captures;
  }

  List<Finding> findings() {
    return findings;
  }

  Set<String> missing() {
    return missing;
  }

  /** What they were made of, whose echo says nothing. */
  String given() {
    return given.toString();
  }

  int sent() {
    return sent;
  }

  int answered() {
    return answered;
  }

  void send(RequestPlan plan) {
    if (!plan.sql().isEmpty()) {
      lab.database.execute(facts.fill(plan.sql()));
    }
    if (!plan.rebinds().isEmpty()) {
      lab.bindings.rebind(UUID.fromString(facts.fill("{proposal." + plan.rebinds() + "}")));
    }
    if (plan.path().isEmpty()) {
      return;
    }
    sent++;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ServiceClient.Answer answer = answer(plan);
    while (plan.expected().eventually()
        && !isRight(plan.expected(), answer)
        && System.nanoTime() < deadline) {
      pause();
      answer = answer(plan);
    }
    // What others are answered is theirs, and only shows that the attack has something to look for.
    if (!OTHERS.contains(plan.as())) {
      captures.add(answer.capture());
    }
    int status = answer.status();
    if (plan.expected().status().contains(status) || isOutcome(status)) {
      answered++;
    }
    judge(plan, answer);
  }

  private static boolean isOutcome(int status) {
    return status > 0 && status < 500 && status != 429;
  }

  private ServiceClient.Answer answer(RequestPlan plan) {
    Map<String, String> headers = new LinkedHashMap<>();
    plan.headers().forEach((name, value) -> headers.put(name, own(value)));
    String path = own(plan.path());
    String body = own(plan.body());
    given.append(path).append('\n').append(body).append('\n').append(headers).append('\n');
    String token = lab.tokens.as(plan.as(), person, facts);
    return lab.client.send(
        plan.method(), path, token, body.replace(HUGE, "x".repeat(HUGE_CHARACTERS)), headers);
  }

  private String own(String text) {
    return facts.fill(text).replace("{case}", mark).replace("{origin}", lab.client.origin());
  }

  private boolean isRight(Expected expected, ServiceClient.Answer answer) {
    return expected.status().contains(answer.status())
        && expected.shows().stream().map(facts::fill).allMatch(answer.capture().raw()::contains);
  }

  private void judge(RequestPlan plan, ServiceClient.Answer answer) {
    Expected expected = plan.expected();
    String what = plan.method() + " " + plan.path() + " as " + plan.as();
    String raw = answer.capture().raw();
    if (!expected.status().contains(answer.status())) {
      String instead = what + " answered " + answer.status() + ", not " + expected.status();
      if (answer.ok()) {
        notRefused(answer, instead);
      } else {
        missing.add(instead);
      }
    } else if (expected.refused() && !isRefused(answer.json())) {
      notRefused(answer, what + " was answered: " + plan.body());
    }
    for (String text : expected.shows()) {
      if (!raw.contains(facts.fill(text))) {
        missing.add(what + " did not say " + text);
      }
    }
    for (String text : expected.hides()) {
      if (raw.contains(facts.fill(text))) {
        notRefused(answer, what + " said " + text);
      }
    }
    if (!expected.same().isEmpty()) {
      String before = first.putIfAbsent(expected.same(), comparable(answer));
      if (before != null && !before.equals(comparable(answer))) {
        findings.add(new Finding(Rule.TOLD_APART, answer.capture().tap(), what, ""));
      }
    }
  }

  private void notRefused(ServiceClient.Answer answer, String what) {
    findings.add(new Finding(Rule.NOT_REFUSED, answer.capture().tap(), what, ""));
  }

  private static boolean isRefused(JsonNode answer) {
    return answer.has("error") || answer.at("/result/isError").asBoolean();
  }

  /** All of an answer that may not depend on what the request named. */
  static String comparable(ServiceClient.Answer answer) {
    String raw = answer.capture().raw();
    return answer.status()
        + "\n"
        + raw.replaceAll("(?i)(?:date|content-length)=\\[[^]]*],? ?", "")
            .replaceAll("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
            .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME");
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }
}
