package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Protections that stand behind others, each alone. Where two walls hold the same, taking either
 * away shows nothing; so the one in front is down here, in a service of its own, and what the
 * sabotage of the one behind looks at must not come through.
 */
final class WallProbes {
  private static final String FAMILY = "walls";

  /**
   * What is held by policies and by code is looked at by SQL as well, and what is masked and
   * guarded is a case that a guard ends: both are seen without this.
   */
  private static final Set<String> SEEN_ANYWAY =
      Set.of("dev.ringfence.audit.SecondLook", "dev.ringfence.guard.WireGuard");

  private final Experiment lab;

  WallProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    // One service for all: attacks alone, since probes would meet the others' open policies too.
    List<Sabotage> behindPolicies = new ArrayList<>();
    Map<List<Rewrite>, List<Sabotage>> behindCode = new LinkedHashMap<>();
    for (Sabotage wall : SabotageCatalog.load().all()) {
      if (wall.given().isEmpty() && !wall.givenSql().isEmpty()) {
        if (wall.probes().isEmpty()) {
          behindPolicies.add(wall);
        }
      } else if (!wall.given().isEmpty() && wall.given().stream().noneMatch(WallProbes::isSeen)) {
        behindCode.computeIfAbsent(wall.given(), _ -> new ArrayList<>()).add(wall);
      }
    }
    List<CaseResult> results = new ArrayList<>(alone(List.of(), behindPolicies));
    behindCode.forEach((given, walls) -> results.addAll(alone(given, walls)));
    return results;
  }

  private static boolean isSeen(Rewrite rewrite) {
    return rewrite instanceof Rewrite.OfClass of && SEEN_ANYWAY.contains(of.className());
  }

  private List<CaseResult> alone(List<Rewrite> given, List<Sabotage> walls) {
    List<Rewrite> all = new ArrayList<>(lab.rewrites);
    all.addAll(given);
    List<CaseResult> results = new ArrayList<>();
    try (Experiment open = Experiment.begin(lab.home, all)) {
      for (Sabotage wall : walls) {
        if (!wall.givenSql().isEmpty()) {
          open.database.execute(wall.givenSql());
        }
        results.add(result(wall, wall.look(open)));
      }
    }
    return results;
  }

  /**
   * Whatever else comes of a wall that is down is no fault of the one behind it, which may well
   * refuse all of it. That it does come through without that one is what its sabotage shows.
   */
  private static CaseResult result(Sabotage wall, List<CaseResult> looked) {
    Set<Finding> findings =
        looked.stream()
            .flatMap(result -> result.findings().stream())
            .filter(finding -> finding.id().equals(wall.check()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new CaseResult(
        FAMILY,
        wall.name(),
        wall.personas().stream().sorted().findFirst().orElse(Persona.ANA).label(),
        looked.isEmpty() ? "" : looked.getFirst().channel(),
        looked.size(),
        looked.size(),
        looked.size(),
        List.copyOf(findings),
        looked.isEmpty() ? "nothing was tried" : "");
  }
}
