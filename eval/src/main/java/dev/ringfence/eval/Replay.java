package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Issue;
import dev.ringfence.report.StoredIssue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the cases that leaked again, and says of each finding whether it came again. */
final class Replay {
  /** How one finding ended. */
  enum State {
    /** It came again. */
    AGAIN,
    /** Its case ran whole, and it did not come. */
    GONE,
    /** It was not among those to look for, and came with one of them. */
    NEW,
    /** Nothing is proven, since its case did not run as it was meant to. */
    UNPROVEN
  }

  /**
   * One finding.
   *
   * @param detail what was not proven, or empty
   */
  record Outcome(String fingerprint, String title, State state, String detail) {
    /** For people. */
    String line() {
      String why = detail.isEmpty() ? "" : ": " + detail;
      return "%-10s %s  %s%s".formatted(state, fingerprint, title, why);
    }
  }

  private final Experiment lab;
  private final AttackCorpus corpus;

  Replay(Experiment lab, AttackCorpus corpus) {
    this.lab = lab;
    this.corpus = corpus;
  }

  /** Runs what is needed for these findings, by fingerprint. */
  List<Outcome> run(Map<String, StoredIssue> issues) {
    boolean blind = !new SelfTest(lab).blind().isEmpty();
    Map<String, CaseResult> results = results(issues.values());
    List<Outcome> outcomes = new ArrayList<>();
    issues.forEach(
        (print, issue) -> {
          Optional<CaseResult> result = Optional.ofNullable(results.get(issue.source()));
          outcomes.add(outcome(print, issue, result, blind));
        });
    for (CaseResult result : results.values()) {
      for (Finding finding : result.findings()) {
        String print = Issue.fingerprint(finding, result);
        if (!issues.containsKey(print)
            && outcomes.stream().noneMatch(o -> o.fingerprint().equals(print))) {
          String title = finding.id() + " in " + result.name();
          outcomes.add(new Outcome(print, title, State.NEW, ""));
        }
      }
    }
    return outcomes;
  }

  private static Outcome outcome(
      String print, StoredIssue issue, Optional<CaseResult> result, boolean blind) {
    if (result.isEmpty()) {
      return new Outcome(print, issue.title(), State.UNPROVEN, "there is no such case any more");
    }
    CaseResult now = result.get();
    if (now.findings().stream().anyMatch(f -> Issue.fingerprint(f, now).equals(print))) {
      return new Outcome(print, issue.title(), State.AGAIN, "");
    }
    if (!now.missing().isEmpty()) {
      return new Outcome(print, issue.title(), State.UNPROVEN, now.missing());
    }
    return blind
        ? new Outcome(print, issue.title(), State.UNPROVEN, "a tap is blind")
        : new Outcome(print, issue.title(), State.GONE, "");
  }

  /** By the names of the cases; attacks first, as in a whole run, since probes change more. */
  private Map<String, CaseResult> results(Collection<StoredIssue> issues) {
    CaseRunner runner = new CaseRunner(lab);
    Map<String, CaseResult> results = new LinkedHashMap<>();
    Set<Probes> probes = new LinkedHashSet<>();
    for (StoredIssue issue : issues) {
      Optional<Variant> variant =
          Persona.labelled(issue.persona())
              .flatMap(persona -> Variant.named(corpus, issue.attack(), persona))
              .filter(known -> known.attack().family().equals(issue.family()));
      if (variant.isPresent()) {
        if (!results.containsKey(issue.source())) {
          results.put(issue.source(), runner.run(variant.get()));
        }
      } else {
        Arrays.stream(Probes.values())
            .filter(each -> each.family.equals(issue.family()))
            .forEach(probes::add);
      }
    }
    Set<String> wanted = new LinkedHashSet<>();
    issues.forEach(issue -> wanted.add(issue.source()));
    for (Probes each : probes) {
      for (CaseResult result : each.run(lab)) {
        if (wanted.contains(result.name())) {
          results.putIfAbsent(result.name(), result);
        }
      }
    }
    return results;
  }

  /** 0 all are gone, 1 something came, 2 something is not proven. */
  static int exitCode(List<Outcome> outcomes) {
    if (outcomes.stream().anyMatch(o -> o.state() == State.AGAIN || o.state() == State.NEW)) {
      return 1;
    }
    return outcomes.stream().allMatch(o -> o.state() == State.GONE) ? 0 : 2;
  }
}
