package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.JsonReport;
import dev.ringfence.report.Review;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The flows of an acceptance, with fewer repetitions: {@code -Dringfence.repetitions=N}. */
final class AcceptanceTest {
  private static final List<Persona> EVERYBODY = Arrays.asList(Persona.values());
  private static Lab lab;

  @BeforeAll
  static void open() {
    lab = Lab.open(what -> {}, 7);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void everyFlowIsCleanEachTime() {
    int repetitions = Integer.getInteger("ringfence.repetitions", 2);
    RunResult result;
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      result =
          new EvalRun(experiment, what -> {})
              .run(
                  7,
                  Profile.repeated(AttackCorpus.acceptance(), EVERYBODY, repetitions),
                  cases -> cases,
                  List.of());
    }
    Review review = Review.of(result, BuildHashes.now());
    assertThat(review.exitCode()).as(TextReport.of(review)).isZero();
    assertThat(TextReport.of(review))
        .contains(repetitions + "/" + repetitions + " CLEAN read/read-file as ana")
        .contains(repetitions + "/" + repetitions + " CLEAN place/suspended as sam")
        .contains(repetitions + "/" + repetitions + " CLEAN webhook/webhook-as-a-member as ben");
    assertThat(JsonReport.of(review)).contains("\"flows\"").doesNotContain("zq");
  }

  @Test
  void flowThatLeaksIsSeenEachTime() {
    List<Rewrite> blind =
        List.of(new MethodRewrite("dev.ringfence.audit.SecondLook", "admits", "true"));
    RunResult result;
    try (Experiment experiment = Experiment.begin(lab, blind)) {
      experiment.database.execute("ALTER POLICY customer_rows ON demo.invoice USING (true)");
      AttackCorpus some = AttackCorpus.acceptance().only(Set.of("read-records", "read-file"));
      result =
          new EvalRun(experiment, what -> {})
              .run(7, Profile.repeated(some, List.of(Persona.ANA), 3), cases -> cases, List.of());
    }
    assertThat(result.cases())
        .filteredOn(each -> each.attack().equals("read-records"))
        .hasSize(3)
        .extracting(CaseResult::verdict)
        .containsOnly(Verdict.LEAK);
    assertThat(TextReport.of(Review.of(result, BuildHashes.now())))
        .contains("0/3 LEAK read/read-records as ana")
        .contains("3/3 CLEAN read/read-file as ana");
  }

  @Test
  void twoAccountsAndAnAdminAreInEveryKindOfFlow() {
    List<Attack> flows = AttackCorpus.acceptance().attacks();
    for (String family :
        List.of("read", "write", "webhook", "cache", "secret", "tampering", "place")) {
      assertThat(flows)
          .filteredOn(flow -> flow.family().equals(family))
          .flatExtracting(flow -> flow.scene().personas())
          .as(family)
          .contains(Persona.ANA, Persona.BEN, Persona.SAM);
    }
    assertThat(flows)
        .filteredOn(flow -> flow.family().equals("anonymous"))
        .isNotEmpty()
        .allSatisfy(flow -> assertThat(flow.scene().personas()).containsExactly(Persona.VISITOR));
  }

  @Test
  void flowIsRepeatedAsOftenAsIsSaid() {
    AttackCorpus one = AttackCorpus.acceptance().only(Set.of("read-file"));
    assertThat(Profile.repeated(one, EVERYBODY, Profile.REPETITIONS))
        .hasSize(3 * 20)
        .filteredOn(variant -> variant.persona() == Persona.BEN)
        .hasSize(20);
  }
}
