package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Column;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Every attack as every person, against one experiment. */
final class EvalRun {
  private final Experiment lab;
  private final Consumer<String> progress;

  EvalRun(Experiment lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
  }

  RunResult run(long seed, AttackCorpus corpus, Collection<Persona> personas) {
    return run(seed, corpus, personas, cases -> cases);
  }

  /**
   * @param after what the cases of the attacks go through before the probes, which leave the
   *     database as another one
   */
  RunResult run(
      long seed,
      AttackCorpus corpus,
      Collection<Persona> personas,
      UnaryOperator<List<CaseResult>> after) {
    List<Tap> blind = new SelfTest(lab).blind();
    List<CaseResult> cases = new ArrayList<>(after.apply(attacks(corpus, personas)));
    for (Probes probes : Probes.values()) {
      progress.accept("probes: " + probes.what);
      cases.addAll(probes.run(lab));
    }
    List<String> uncovered =
        lab.columns.stream()
            .filter(column -> column.planted() < column.rows() && column.without().isEmpty())
            .map(Column::name)
            .toList();
    return new RunResult(seed, lab.book.size(), lab.columns, cases, blind, uncovered);
  }

  List<CaseResult> attacks(AttackCorpus corpus, Collection<Persona> personas) {
    CaseRunner runner = new CaseRunner(lab);
    List<CaseResult> cases = new ArrayList<>();
    for (Persona persona : personas) {
      List<Attack> theirs =
          corpus.attacks().stream()
              .filter(attack -> attack.scene().personas().contains(persona))
              .toList();
      progress.accept(persona.label() + ": " + theirs.size() + " attacks");
      for (Attack attack : theirs) {
        cases.add(runner.run(attack, persona));
      }
    }
    return cases;
  }

  /** What one check of a sabotage looks at: its attacks, and its probes. */
  List<CaseResult> check(AttackCorpus corpus, Set<Persona> personas, Set<Probes> all) {
    List<CaseResult> cases =
        new ArrayList<>(corpus.attacks().isEmpty() ? List.of() : attacks(corpus, personas));
    all.forEach(probes -> cases.addAll(probes.run(lab)));
    return cases;
  }
}
