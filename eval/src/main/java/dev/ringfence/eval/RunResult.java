package dev.ringfence.eval;

import java.util.List;

/**
 * What a whole run proved.
 *
 * @param blind taps that did not show the leak planted there
 * @param uncovered text columns that have neither a canary nor a reason
 */
record RunResult(
    long seed,
    int canaries,
    List<Planting.Column> columns,
    List<CaseResult> cases,
    List<Tap> blind,
    List<String> uncovered) {
  RunResult {
    columns = List.copyOf(columns);
    cases = List.copyOf(cases);
    blind = List.copyOf(blind);
    uncovered = List.copyOf(uncovered);
  }

  long count(Verdict verdict) {
    return cases.stream().filter(result -> result.verdict() == verdict).count();
  }

  boolean has(String findingId) {
    return cases.stream()
        .flatMap(result -> result.findings().stream())
        .anyMatch(finding -> finding.id().equals(findingId));
  }

  /** 0 clean, 1 a leak, 2 not everything could be evaluated. */
  int exitCode() {
    if (count(Verdict.LEAK) > 0) {
      return 1;
    }
    boolean whole =
        count(Verdict.INCONCLUSIVE) == 0
            && blind.isEmpty()
            && uncovered.isEmpty()
            && !cases.isEmpty();
    return whole ? 0 : 2;
  }
}
