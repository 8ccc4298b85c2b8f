package dev.ringfence.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Takes protections away one at a time, and asks whether the declared check turns red. */
final class SabotageRun {
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
  private final Map<String, List<CaseResult>> sound = new HashMap<>();

  SabotageRun(Lab lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
  }

  Result run(Sabotage sabotage) {
    progress.accept(sabotage.name() + ": " + sabotage.removes());
    // Before anything is started: a sabotage that names what is not there is a mistake.
    var _ = new SabotageLoader(sabotage.given());
    var _ = new SabotageLoader(all(sabotage));
    if (sabotage.turnsRed(sound(sabotage))) {
      return new Result(sabotage, Outcome.NO_PROOF, "the check is red without the sabotage");
    }
    List<CaseResult> cases;
    try {
      cases = look(sabotage, all(sabotage), sabotage.sql());
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

  private static List<MethodRewrite> all(Sabotage sabotage) {
    return java.util.stream.Stream.concat(sabotage.given().stream(), sabotage.code().stream())
        .toList();
  }

  private static String found(Sabotage sabotage, List<CaseResult> cases) {
    long red =
        cases.stream()
            .filter(
                result -> result.findings().stream().anyMatch(f -> f.id().equals(sabotage.check())))
            .count();
    return sabotage.check() + " in " + red + " of " + cases.size() + " cases";
  }

  /** The same attacks on the service as it is, once for all sabotages that look at the same. */
  private List<CaseResult> sound(Sabotage sabotage) {
    String key =
        sabotage.given()
            + "|"
            + new java.util.TreeSet<>(sabotage.attacks())
            + "|"
            + new java.util.TreeSet<>(sabotage.personas())
            + "|"
            + sabotage.looksAtRows();
    List<CaseResult> known = sound.get(key);
    if (known == null) {
      known = look(sabotage, sabotage.given(), "");
      sound.put(key, known);
    }
    return known;
  }

  private List<CaseResult> look(Sabotage sabotage, List<MethodRewrite> rewrites, String sql) {
    try (Experiment experiment = Experiment.begin(lab, rewrites)) {
      if (!sql.isEmpty()) {
        experiment.database.execute(sql);
      }
      Set<String> names = sabotage.attacks();
      AttackCorpus corpus = names.isEmpty() ? AttackCorpus.none() : AttackCorpus.load().only(names);
      return new EvalRun(experiment, what -> {})
          .check(corpus, sabotage.personas(), sabotage.looksAtRows());
    }
  }
}
