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

/** Cases, one after another, against one experiment. */
final class EvalRun {
  /** Cases from one word about them to the next. */
  private static final int STEP = 100;

  private final Experiment lab;
  private final Consumer<String> progress;

  EvalRun(Experiment lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
  }

  RunResult run(long seed, List<Variant> variants) {
    return run(seed, variants, cases -> cases);
  }

  /**
   * @param after what the cases of the attacks go through before the probes, which leave the
   *     database as another one
   */
  RunResult run(long seed, List<Variant> variants, UnaryOperator<List<CaseResult>> after) {
    return run(seed, variants, after, Probes.ofARun());
  }

  /** The same, with other probes or none. */
  RunResult run(
      long seed,
      List<Variant> variants,
      UnaryOperator<List<CaseResult>> after,
      Collection<Probes> afterwards) {
    List<Tap> blind = new SelfTest(lab).blind();
    List<CaseResult> cases = new ArrayList<>(after.apply(attacks(variants)));
    for (Probes probes : afterwards) {
      progress.accept("probes: " + probes.what);
      cases.addAll(probes.run(lab));
    }
    List<String> uncovered =
        lab.columns.stream()
            .filter(column -> column.planted() < column.rows() && column.without().isEmpty())
            .map(Column::name)
            .toList();
    return new RunResult(
        seed, lab.book.size(), lab.columns, cases, lab.executions.size(), blind, uncovered);
  }

  List<CaseResult> attacks(List<Variant> variants) {
    CaseRunner runner = new CaseRunner(lab);
    List<CaseResult> cases = new ArrayList<>();
    for (Variant variant : variants) {
      if (cases.size() % STEP == 0) {
        progress.accept("cases: " + cases.size() + " of " + variants.size());
      }
      cases.add(runner.run(variant));
    }
    return cases;
  }

  /** What one check of a sabotage looks at: its attacks, and its probes. */
  List<CaseResult> check(AttackCorpus corpus, Set<Persona> personas, Set<Probes> all) {
    List<CaseResult> cases = new ArrayList<>();
    if (!corpus.attacks().isEmpty()) {
      cases.addAll(attacks(Profile.plain(corpus, personas)));
    }
    all.forEach(probes -> cases.addAll(probes.run(lab)));
    return cases;
  }
}
