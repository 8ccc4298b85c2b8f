package dev.ringfence.report;

import static dev.ringfence.report.Runs.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReviewTest {
  private static final CaseResult CLEAN = Runs.result("ask", "id-walk", "ana", "");

  private static int exitCode(List<CaseResult> cases, List<Tap> blind, List<String> uncovered) {
    RunResult run = new RunResult(1, 1, List.of(), cases, 1, blind, uncovered);
    Review review = Review.of(run, BUILD);
    assertThat(review.exitCode()).isEqualTo(run.exitCode());
    assertThat(review.verdict())
        .isEqualTo(List.of("CLEAN", "LEAK", "INCONCLUSIVE").get(review.exitCode()));
    return review.exitCode();
  }

  @Test
  void wholeRunWithoutAFindingIsClean() {
    assertThat(exitCode(List.of(CLEAN), List.of(), List.of())).isZero();
  }

  @Test
  void whatIsMissingInOneCaseFailsTheRun() {
    CaseResult missing = Runs.result("ask", "id-walk", "ben", "the model was not called");
    assertThat(exitCode(List.of(CLEAN, missing), List.of(), List.of())).isEqualTo(2);
  }

  @Test
  void blindTapFailsTheRun() {
    assertThat(exitCode(List.of(CLEAN), List.of(Tap.LOG), List.of())).isEqualTo(2);
  }

  @Test
  void columnWithoutACanaryFailsTheRun() {
    assertThat(exitCode(List.of(CLEAN), List.of(), List.of("demo.invoice.number"))).isEqualTo(2);
  }

  @Test
  void runWithoutACaseFails() {
    assertThat(exitCode(List.of(), List.of(), List.of())).isEqualTo(2);
  }

  @Test
  void leakWeighsMoreThanWhatWasNotProven() {
    CaseResult leak =
        Runs.result(
            "ask", "x", "ana", "no answer", Runs.finding(Finding.Rule.UNSEALED, Tap.ROWS, "a"));
    assertThat(exitCode(List.of(CLEAN, leak), List.of(Tap.LOG), List.of("a.b.c"))).isEqualTo(1);
  }
}
