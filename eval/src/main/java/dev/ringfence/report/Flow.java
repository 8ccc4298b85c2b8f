package dev.ringfence.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was tried again and again as one person.
 *
 * @param clean how many of its repetitions were
 */
record Flow(String family, String name, String persona, int clean, int of, Verdict verdict) {
  /** The flows of a run, in the order in which they came up; none where nothing was repeated. */
  static List<Flow> of(RunResult run) {
    Map<String, List<CaseResult>> groups = new LinkedHashMap<>();
    for (CaseResult result : run.cases()) {
      groups.computeIfAbsent(result.name(), _ -> new ArrayList<>()).add(result);
    }
    return groups.values().stream().filter(cases -> cases.size() > 1).map(Flow::of).toList();
  }

  /** One leak is a leak, whatever the other times were. */
  private static Flow of(List<CaseResult> cases) {
    CaseResult any = cases.getFirst();
    Verdict worst = Verdict.CLEAN;
    int clean = 0;
    for (CaseResult each : cases) {
      Verdict verdict = each.verdict();
      clean += verdict == Verdict.CLEAN ? 1 : 0;
      if (verdict == Verdict.LEAK || worst == Verdict.CLEAN) {
        worst = verdict == Verdict.CLEAN ? worst : verdict;
      }
    }
    return new Flow(any.family(), any.attack(), any.persona(), clean, cases.size(), worst);
  }

  /** As {@code 20/20 CLEAN read/read-file as ana}. */
  String line() {
    return String.format(
        Locale.ROOT, "%d/%d %s %s/%s as %s", clean, of, verdict, family, name, persona);
  }
}
