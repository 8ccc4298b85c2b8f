package dev.ringfence.eval;

import dev.ringfence.eval.WorldTrace.Difference;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Finding.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came of comparing worlds. Several comparisons may write into one. */
final class WorldsTally {
  /** As many differences as are told one by one. */
  private static final int TOLD = 40;

  private static final String FAMILY = "worlds";

  private final long seed;
  private final Map<Persona, Part> people = new EnumMap<>(Persona.class);
  private final Set<String> applied = new LinkedHashSet<>();
  private final Set<String> without = new LinkedHashSet<>();
  private final List<String> unsteady = new ArrayList<>();
  private final Map<String, Integer> differing = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private int sessions;

  /** What came of one person's sessions. */
  private static final class Part {
    private final Set<Finding> findings = new LinkedHashSet<>();
    private int attempted;
    private int executed;
    private int sessions;
    private int withOwn;
    private int own;
    private int compared;
    private int unsteady;
    private boolean noticesItsOwn;
  }

  WorldsTally(long seed) {
    this.seed = seed;
  }

  private Part of(Persona persona) {
    return people.computeIfAbsent(persona, _ -> new Part());
  }

  /** A session in the first world. */
  synchronized void played(WorldSession session, WorldTrace trace) {
    sessions++;
    Part part = of(session.persona());
    part.sessions++;
    part.attempted += trace.attempted();
    part.executed += trace.executed();
    part.own += trace.own();
    part.withOwn += trace.own() > 0 ? 1 : 0;
  }

  /** A session that differs from itself in the same world, and so says nothing. */
  synchronized void unsteady(WorldSession session, List<Difference> differences) {
    of(session.persona()).unsteady++;
    unsteady.add(session.name(seed) + ": " + differences.getFirst());
  }

  /** That a person's own data, when it is another, is noticed at a tap. */
  synchronized void noticesItsOwn(Persona persona) {
    of(persona).noticesItsOwn = true;
  }

  /** Whether a change changed anything. */
  synchronized void applied(WorldChange change, int rows) {
    (rows > 0 ? applied : without).add(change.name());
  }

  /** A session in both worlds. */
  synchronized void compared(
      WorldSession session, WorldChange change, List<Difference> differences) {
    Part part = of(session.persona());
    part.compared++;
    if (differences.isEmpty()) {
      return;
    }
    for (Difference each : differences) {
      String what = each.what() + " by " + session.door() + " is another since: " + change.name();
      boolean known = part.findings.stream().anyMatch(f -> f.tap() == each.tap());
      if (!known) {
        part.findings.add(
            new Finding(
                Rule.OTHER_WORLD,
                each.tap(),
                session.name(seed) + ": " + what + ", from character " + each.at() + " on",
                each.hash()));
      }
      differing.merge(session.persona().label() + " at " + each.tap(), 1, Integer::sum);
    }
    if (told.size() < TOLD) {
      told.add(session.name(seed) + " since " + change.name() + ": " + differences);
    }
  }

  synchronized boolean clean() {
    return people.values().stream().allMatch(part -> part.findings.isEmpty());
  }

  /** Whether a clean run says anything. */
  synchronized boolean proven() {
    return people.values().stream().allMatch(part -> missing(part).isEmpty())
        && !people.isEmpty()
        && without.size() * 4 <= applied.size();
  }

  private static String missing(Part part) {
    if (part.unsteady > 0) {
      return part.unsteady + " sessions differ from themselves";
    }
    if (part.compared == 0) {
      return "nothing was compared";
    }
    if (!part.noticesItsOwn) {
      return "that the person's own data is another was not noticed";
    }
    if (part.executed * 10 < part.attempted * 8) {
      return "too little came back";
    }
    return part.withOwn * 3 < part.sessions ? "too little of the person's own arrived" : "";
  }

  /** One case for each part. */
  synchronized List<CaseResult> cases() {
    List<CaseResult> cases = new ArrayList<>();
    people.forEach(
        (persona, part) ->
            cases.add(
                new CaseResult(
                    FAMILY,
                    "two-worlds",
                    persona.label(),
                    "every door",
                    part.attempted,
                    part.executed,
                    part.own,
                    List.copyOf(part.findings),
                    missing(part))));
    return cases;
  }

  synchronized String progress() {
    return "compared: "
        + compared()
        + ", other than before: "
        + differing.values().stream().mapToInt(i -> i).sum();
  }

  private int compared() {
    return people.values().stream().mapToInt(part -> part.compared).sum();
  }

  synchronized String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d sessions, %d changes, %d comparisons%n"
            .formatted(sessions, applied.size(), compared()));
    people.forEach(
        (persona, part) ->
            text.append(
                "  %-8s %d sessions, %d of %d calls and requests came back, own values in %d sessions, %d comparisons%s%n"
                    .formatted(
                        persona.label(),
                        part.sessions,
                        part.executed,
                        part.attempted,
                        part.withOwn,
                        part.compared,
                        missing(part).isEmpty() ? "" : "; NOT PROVEN: " + missing(part))));
    if (!without.isEmpty()) {
      text.append("changed nothing: ").append(String.join(", ", without)).append('\n');
    }
    unsteady.forEach(each -> text.append("UNSTEADY ").append(each).append('\n'));
    told.forEach(each -> text.append("LEAK ").append(each).append('\n'));
    differing.forEach(
        (where, times) ->
            text.append("another byte for ").append(where).append(": ").append(times).append('\n'));
    return text.append(clean() ? proven() ? "CLEAN" : "INCONCLUSIVE" : "LEAK")
        .append('\n')
        .toString();
  }
}
