package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Takes protections away one at a time, and asks whether the declared check turns red. */
final class SabotageRun implements AutoCloseable {
  /** How one sabotage ended. */
  enum Outcome {
    /** The declared check noticed. */
    KILLED,
    /** It did not. */
    SURVIVED,
    /** The check was red without the sabotage, or the sabotaged service could not be looked at. */
    NO_PROOF
  }

  /**
   * @param detail what was found, or why nothing is proven
   */
  record Result(Sabotage sabotage, Outcome outcome, String detail) {}

  private final Lab lab;
  private final Consumer<String> progress;

  /** Sound services that run at the same time: each holds connections of the lab's one server. */
  private static final int MOST_SOUND = 4;

  /** The service as it is, one for each set of walls that are down anyway; the last used last. */
  private final Map<Given, Experiment> sound = new LinkedHashMap<>(8, 0.75f, true);

  /** What was seen of a sound service; many sabotages look at the same. */
  private final Map<Look, List<CaseResult>> looks = new HashMap<>();

  private record Look(
      Given given, Set<String> attacks, Set<Persona> personas, Set<Probes> probes) {}

  /** The walls that are down anyway. */
  private record Given(List<Rewrite> code, String sql) {}

  SabotageRun(Lab lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
  }

  Result run(Sabotage sabotage) {
    progress.accept(sabotage.name() + ": " + sabotage.removes());
    // Before anything is started: a sabotage that names what is not there is a mistake.
    var _ = new SabotageLoader(sabotage.given());
    var _ = new SabotageLoader(all(sabotage));
    List<CaseResult> cases;
    try {
      if (sabotage.turnsRed(soundly(sabotage))) {
        return new Result(sabotage, Outcome.NO_PROOF, "the check is red without the sabotage");
      }
      try (Experiment sabotaged = Experiment.begin(lab, all(sabotage))) {
        patch(sabotaged, sabotage.givenSql());
        patch(sabotaged, sabotage.sql());
        try {
          cases = sabotage.look(sabotaged);
        } finally {
          patch(sabotaged, sabotage.undoSql());
        }
      }
    } catch (LabException e) {
      return new Result(sabotage, Outcome.NO_PROOF, String.valueOf(e.getMessage()));
    }
    if (sabotage.turnsRed(cases)) {
      return new Result(sabotage, Outcome.KILLED, found(sabotage, cases));
    }
    return new Result(
        sabotage,
        Outcome.SURVIVED,
        sabotage.check() + " did not come up in " + cases.size() + " cases");
  }

  private static List<Rewrite> all(Sabotage sabotage) {
    return java.util.stream.Stream.concat(sabotage.given().stream(), sabotage.code().stream())
        .toList();
  }

  private static String found(Sabotage sabotage, List<CaseResult> cases) {
    long red = cases.stream().filter(sabotage::isRed).count();
    return sabotage.check() + " in " + red + " of " + cases.size() + " cases";
  }

  private List<CaseResult> soundly(Sabotage sabotage) {
    Given given = new Given(sabotage.given(), sabotage.givenSql());
    return looks.computeIfAbsent(
        new Look(given, sabotage.attacks(), sabotage.personas(), sabotage.probes()),
        _ -> sabotage.look(soundService(sabotage, given)));
  }

  private Experiment soundService(Sabotage sabotage, Given given) {
    Experiment known = sound.get(given);
    if (known == null) {
      if (sound.size() == MOST_SOUND) {
        Given eldest = sound.keySet().iterator().next();
        Experiment unused = sound.remove(eldest);
        if (unused != null) {
          unused.close();
        }
      }
      known = Experiment.begin(lab, sabotage.given());
      patch(known, sabotage.givenSql());
      sound.put(given, known);
    }
    return known;
  }

  private static void patch(Experiment experiment, String sql) {
    if (!sql.isEmpty()) {
      experiment.database.execute(sql);
    }
  }

  @Override
  public void close() {
    sound.values().forEach(Experiment::close);
  }
}
