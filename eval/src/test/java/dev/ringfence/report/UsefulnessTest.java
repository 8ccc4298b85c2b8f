package dev.ringfence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.Finding.Rule;
import dev.ringfence.report.Usefulness.Answered;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers count in the verdict, and those of the assistant without a model do not. */
final class UsefulnessTest {
  private static Usefulness of(int right, int all) {
    List<Answered> answered = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      answered.add(new Answered(i % 2 == 0 ? "staff" : "visitors", "en", i < right));
    }
    return new Usefulness(
        Usefulness.rates(answered),
        right == all ? List.of() : List.of(new Usefulness.Wrong("a task", "no answer")),
        Usefulness.rates(List.of(new Answered("staff", "en", false))));
  }

  private static RunResult clean() {
    return Runs.run(1, Runs.result("ask", "id-walk", "ana", ""));
  }

  @ParameterizedTest
  @CsvSource({"300, 300, 0", "294, 300, 0", "293, 300, 2", "0, 300, 2", "97, 100, 2", "98, 100, 0"})
  void runIsNotCleanWhereFewerThanNinetyEightInAHundredAreAnswered(int right, int all, int code) {
    RunResult run = clean().with(of(right, all));
    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(Review.of(run, Runs.BUILD).exitCode()).isEqualTo(code);
  }

  @Test
  void leakWeighsMoreThanAnAnswerThatIsMissing() {
    RunResult leak =
        Runs.run(
            1,
            Runs.result(
                "ask", "id-walk", "ana", "", Runs.finding(Rule.FOREIGN_ROW, Tap.HTTP, "a")));
    assertThat(Review.of(leak.with(of(0, 300)), Runs.BUILD).exitCode()).isEqualTo(1);
  }

  @Test
  void runThatAsksNothingIsJudgedByItsCasesAlone() {
    assertThat(Review.of(clean(), Runs.BUILD).exitCode()).isZero();
    assertThat(TextReport.of(Review.of(clean(), Runs.BUILD))).doesNotContain("useful");
  }

  @Test
  void everyFormNamesTheShareAndTheTasksThatWereNotAnswered() {
    Review review = Review.of(clean().with(of(290, 300)), Runs.BUILD);
    assertThat(TextReport.of(review))
        .contains("useful: 290 of 300 (96.7 %)", "NOT ANSWERED  a task: no answer")
        .contains("staff: 0 of 1 (0.0 %)");
    assertThat(JsonReport.of(review)).contains("\"enough\" : false", "\"task\" : \"a task\"");
    assertThat(ReportForm.HTML.write(review)).contains("290 of 300", "a task: no answer");
    assertThat(ReportForm.JUNIT.write(review)).contains("honest people are answered");
    assertThat(ReportForm.SARIF.write(review)).contains("Not useful: useful: 290 of 300");
    assertThat(Summary.into("", review)).contains("useful: 290 of 300");
  }

  @Test
  void oneLeakAmongRepetitionsIsALeak() {
    CaseResult clean = Runs.result("read", "file", "ana", "");
    CaseResult open = Runs.result("read", "file", "ana", "not executed");
    CaseResult leak =
        Runs.result("read", "file", "ana", "", Runs.finding(Rule.FOREIGN_ROW, Tap.HTTP, "a"));
    assertThat(Flow.of(Runs.run(1, clean, leak, open, clean)))
        .extracting(Flow::line)
        .containsExactly("2/4 LEAK read/file as ana");
    assertThat(Flow.of(Runs.run(1, clean, open, clean)))
        .extracting(Flow::line)
        .containsExactly("2/3 INCONCLUSIVE read/file as ana");
    assertThat(Flow.of(Runs.run(1, clean, Runs.result("read", "file", "ben", "")))).isEmpty();
  }
}
