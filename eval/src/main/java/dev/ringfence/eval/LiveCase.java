package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Reproduction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One attack as one person against a service that is not ours: sends, judges, and remembers. */
final class LiveCase {
  private final LiveSession session;
  private final String family;
  private final String attack;
  private final LiveAccount who;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final Set<Canary> observed = new LinkedHashSet<>();
  private final StringBuilder given = new StringBuilder();
  private final List<String> sent = new ArrayList<>();
  private int executed;
  private String channel = "json";

  LiveCase(LiveSession session, String family, String attack, LiveAccount who) {
    this.session = session;
    this.family = family;
    this.attack = attack;
    this.who = who;
  }

  /** Sends a request, and holds every byte of the answer against what this person may read. */
  LiveAnswer send(LiveRequest request) {
    return send(request, false);
  }

  /**
   * The same.
   *
   * @param mayFail whether an error of the service's own is what the attack is after
   */
  LiveAnswer send(LiveRequest request, boolean mayFail) {
    given.append(request.given()).append('\n');
    sent.add(session.curl(request));
    LiveAnswer answer = session.wire.send(request);
    boolean failed = mayFail && answer.status() >= 500 && answer.cut().isEmpty();
    if (answer.isOutcome() || failed) {
      executed++;
    } else {
      String instead = answer.cut().isEmpty() ? "answered " + answer.status() : answer.cut();
      missing.add(request.method() + " " + request.path() + ": " + instead);
    }
    Set<Canary> known = session.judge.given(given.toString());
    Judge.Judgement judged = session.judge.judge(who.person(), answer.capture(), known);
    judged.findings().forEach(this::find);
    if (!judged.whole()) {
      missing.add(request.method() + " " + request.path() + ": the answer was not wholly read");
    }
    observed.addAll(session.judge.own(who.person(), answer.body()));
    observed.removeAll(known);
    channel = answer.isStream() ? "stream" : channel;
    return answer;
  }

  void find(Rule rule, LiveAnswer answer, String what) {
    find(new Finding(rule, answer.tap(), what, ""));
  }

  private void find(Finding finding) {
    findings.add(finding.reproducedBy(new Reproduction(sent, List.of(), "")));
  }

  void missing(String what) {
    missing.add(what);
  }

  boolean leaked() {
    return !findings.isEmpty();
  }

  /** Ends it. */
  CaseResult done() {
    CaseResult result =
        new CaseResult(
            family,
            attack,
            who.label(),
            channel,
            sent.size(),
            executed,
            observed.size(),
            findings.stream().distinct().toList(),
            String.join("; ", missing));
    session.cases.add(result);
    return result;
  }
}
