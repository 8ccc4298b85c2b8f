package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import java.util.List;
import java.util.Set;

/**
 * One protection taken away, and the check that must notice.
 *
 * @param removes the protection, in words
 * @param check the finding that must come up, as {@code rule@tap}
 * @param given methods that are replaced in the sound service too: other walls, taken down so that
 *     this one stands alone
 * @param givenSql a patch of the sound service's database too; empty for none
 * @param code methods that are replaced
 * @param sql a patch, applied by the superuser after the start
 * @param undoSql takes it back where it is about roles, which all databases have in common
 * @param attacks the names or families to run; empty for probes alone
 * @param personas as whom
 * @param probes what is looked at beside the attacks
 */
record Sabotage(
    String name,
    String removes,
    String check,
    List<Rewrite> given,
    String givenSql,
    List<Rewrite> code,
    String sql,
    String undoSql,
    Set<String> attacks,
    Set<Persona> personas,
    Set<Probes> probes) {
  Sabotage {
    given = List.copyOf(given);
    code = List.copyOf(code);
    attacks = Set.copyOf(attacks);
    personas = Set.copyOf(personas);
    probes = Set.copyOf(probes);
    if (code.isEmpty() && sql.isEmpty()) {
      throw new LabException("the sabotage " + name + " takes nothing away");
    }
    if (attacks.isEmpty() && probes.isEmpty()) {
      throw new LabException("the sabotage " + name + " looks at nothing");
    }
  }

  /** What is declared where it is no finding that has to come up: nobody is answered any more. */
  static final String USELESS = "useless";

  /** What its attacks and probes see of a service. */
  List<CaseResult> look(Experiment experiment) {
    AttackCorpus corpus =
        attacks.isEmpty() ? AttackCorpus.none() : AttackCorpus.load().only(attacks);
    return new EvalRun(experiment, what -> {}).check(corpus, personas, probes);
  }

  boolean turnsRed(List<CaseResult> cases) {
    return cases.stream().anyMatch(this::isRed);
  }

  /** Whether it is in this case that the declared check came up. */
  boolean isRed(CaseResult result) {
    return check.equals(USELESS)
        ? result.family().equals(UsefulnessRun.FAMILY) && !result.missing().isEmpty()
        : result.findings().stream().anyMatch(finding -> finding.id().equals(check));
  }
}
