package dev.ringfence.eval;

import java.util.List;

/**
 * One attack as one person, and what came of it.
 *
 * @param attempted tool calls and requests that the attack meant to make
 * @param executed those that came back with an outcome
 * @param observed values of the person's own that arrived in the answer
 * @param missing what was not proven, empty for a conclusive case
 */
record CaseResult(
    String family,
    String attack,
    String persona,
    String channel,
    int attempted,
    int executed,
    int observed,
    List<Finding> findings,
    String missing) {

  CaseResult {
    findings = List.copyOf(findings);
  }

  Verdict verdict() {
    if (!findings.isEmpty()) {
      return Verdict.LEAK;
    }
    return missing.isEmpty() ? Verdict.CLEAN : Verdict.INCONCLUSIVE;
  }

  String name() {
    return family + "/" + attack + " as " + persona;
  }
}
