package dev.ringfence.report;

import static dev.ringfence.report.Runs.BUILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaselineTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @TempDir private Path folder;

  private Baseline read(String text) throws IOException {
    return Baseline.read(Files.writeString(folder.resolve("b.yaml"), text), TODAY);
  }

  private static String entry(String fingerprint, String expires) {
    return "- {fingerprint: "
        + fingerprint
        + ", owner: the fence's keepers, reason: known, expires: "
        + expires
        + "}\n";
  }

  private static RunResult leak(String missing) {
    return Runs.run(
        1,
        Runs.result(
            "ask",
            "id-walk",
            "ben",
            missing,
            Runs.finding(Finding.Rule.FOREIGN_ROW, Tap.HTTP, "a row")));
  }

  private static String print() {
    return Issue.of(leak("")).getFirst().fingerprint();
  }

  @Test
  void acceptedFindingIsShownAndDoesNotFailTheRun() throws Exception {
    Review review = Review.of(leak(""), BUILD, read(entry(print(), "2026-11-23")));
    assertThat(Review.of(leak(""), BUILD).exitCode()).isEqualTo(1);
    assertThat(review.exitCode()).isZero();
    assertThat(TextReport.of(review))
        .contains("ACCEPTED  foreign-row@http in ask/id-walk as ben", "the fence's keepers");
    assertThat(JsonReport.of(review)).contains("\"state\" : \"accepted\"");
    assertThat(SarifReport.of(review)).contains("\"suppressions\"");
    assertThat(JunitReport.of(review)).contains("<skipped").doesNotContain("<failure");
    assertThat(HtmlReport.of(review)).contains("Accepted by");
  }

  @Test
  void acceptingAFindingDoesNotExcuseWhatWasNotProven() throws Exception {
    Review review = Review.of(leak("no answer"), BUILD, read(entry(print(), "2027-01-01")));
    assertThat(review.exitCode()).isEqualTo(2);
    assertThat(JunitReport.of(review)).contains("<error message=\"no answer\"");
  }

  @Test
  void acceptingOneFindingOfACaseLeavesTheOthers() throws Exception {
    String print = Issue.of(Runs.mixed()).getFirst().fingerprint();
    Review review = Review.of(Runs.mixed(), BUILD, read(entry(print, "2027-01-01")));
    assertThat(review.exitCode()).isEqualTo(1);
    assertThat(review.open()).hasSize(1);
    assertThat(JunitReport.of(review)).contains("<failure").doesNotContain("<skipped");
  }

  @Test
  void entryThatAcceptsNothingIsTold() throws Exception {
    Review review = Review.of(leak(""), BUILD, read(entry("rf1-0", "2027-01-01")));
    assertThat(review.unused()).extracting(Accepted::fingerprint).containsExactly("rf1-0");
    assertThat(TextReport.of(review)).contains("UNUSED  the baseline accepts rf1-0");
    assertThat(review.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- {fingerprint: rf1-a, owner: o, reason: r, expires: 2026-11-22} | rf1-a | expired",
        "- {fingerprint: rf1-a, reason: r, expires: 2027-01-01} | rf1-a | nobody owns it",
        "- {fingerprint: rf1-a, owner: ' ', reason: r, expires: 2027-01-01} | rf1-a | nobody owns",
        "- {fingerprint: rf1-a, owner: o, expires: 2027-01-01} | rf1-a | a reason",
        "- {fingerprint: rf1-a, owner: o, reason: r} | rf1-a | expires is a date",
        "- {fingerprint: rf1-a, owner: o, reason: r, expires: soon} | rf1-a | expires is a date",
        "- {fingerprint: rf1-a, owner: o, reason: r, expires: 2027-01-01, x: 1} | rf1-a | no key x",
        "- {owner: o, reason: r, expires: 2027-01-01} | entry 1 | a fingerprint",
        "- rf1-a | entry 1 | has fingerprint, owner",
        "a: b | b.yaml | a list",
        "'[' | b.yaml | b.yaml"
      })
  void entryThatCannotBeHeldToIsNamed(String text, String named, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ReportException.class)
        .hasMessageContainingAll(named, why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void sameFindingTwiceIsAMistake() {
    String twice = entry("rf1-a", "2027-01-01") + entry("rf1-a", "2028-01-01");
    assertThatThrownBy(() -> read(twice))
        .hasMessageContaining("entry 2 (rf1-a): it is there twice");
  }

  @Test
  void emptyFileAcceptsNothingAndAMissingOneIsAMistake() throws Exception {
    assertThat(read("")).isEqualTo(new Baseline(List.of()));
    assertThatThrownBy(() -> Baseline.read(folder.resolve("none"), TODAY))
        .hasMessageContaining("cannot be read");
  }
}
