package dev.ringfence.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became other between two runs.
 *
 * @param lines for people, one thing each
 * @param fresh how many issues are new
 */
public record RunDiff(List<String> lines, int fresh) {
  /** Keeps the list as it is. */
  public RunDiff {
    lines = List.copyOf(lines);
  }

  /** From the one to the other. */
  public static RunDiff between(StoredRun before, StoredRun after) {
    List<String> lines = new ArrayList<>();
    if (!before.build().isOf(after.build())) {
      lines.add("NOTE       the two runs are of different versions, attacks or migrations");
    }
    List<String> fresh = without(after.issues(), before.issues());
    fresh.forEach(print -> lines.add("NEW        " + line(after, print)));
    without(before.issues(), after.issues())
        .forEach(print -> lines.add("GONE       " + line(before, print)));
    before.issues().keySet().stream()
        .filter(after.issues()::containsKey)
        .forEach(print -> lines.add("STILL      " + line(after, print)));
    before
        .cases()
        .forEach(
            (name, verdict) -> {
              Verdict now = after.cases().get(name);
              if (now == null) {
                // What was not tried cannot have been mended.
                lines.add("VANISHED   " + Printable.of(name) + ", which was " + verdict);
              } else if (now != verdict) {
                lines.add("CHANGED    " + Printable.of(name) + ": " + verdict + " -> " + now);
              }
            });
    lines.add(
        fresh.size()
            + " new, "
            + without(before.issues(), after.issues()).size()
            + " gone, "
            + (after.issues().size() - fresh.size())
            + " still there");
    return new RunDiff(lines, fresh.size());
  }

  private static List<String> without(
      Map<String, StoredIssue> these, Map<String, StoredIssue> those) {
    return these.keySet().stream().filter(print -> !those.containsKey(print)).toList();
  }

  private static String line(StoredRun run, String print) {
    StoredIssue issue = run.issues().get(print);
    return Printable.of(print) + "  " + (issue == null ? "" : issue.title());
  }

  /** 0 nothing new, 1 something. */
  public int exitCode() {
    return fresh == 0 ? 0 : 1;
  }
}
