package dev.ringfence.report;

import java.util.List;

/**
 * One attack as one person, and what came of it.
 *
 * @param attempted tool calls and requests that the attack meant to make
 * @param executed those that came back with an outcome
 * @param observed values of the person's own that arrived in the answer
 * @param missing what was not proven, empty for a conclusive case
 */
public record CaseResult(
    String family,
    String attack,
    String persona,
    String channel,
    int attempted,
    int executed,
    int observed,
    List<Finding> findings,
    String missing) {

  /** Keeps the lists as they are. */
  public CaseResult {
    findings = List.copyOf(findings);
  }

  /** What it proved: a finding weighs more than what is missing. */
  public Verdict verdict() {
    if (!findings.isEmpty()) {
      return Verdict.LEAK;
    }
    return missing.isEmpty() ? Verdict.CLEAN : Verdict.INCONCLUSIVE;
  }

  /** For people: what was tried, and as whom. */
  public String name() {
    return family + "/" + attack + " as " + persona;
  }
}
