package dev.ringfence.report;

import static dev.ringfence.report.Runs.finding;
import static dev.ringfence.report.Runs.result;
import static dev.ringfence.report.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.Finding.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IssueTest {
  private static final Finding FINDING = finding(Rule.FOREIGN_ROW, Tap.HTTP, "a");
  private static final CaseResult CASE = result("ask", "id-walk", "ana", "", FINDING);

  /** Written down, since somebody's baseline holds it. */
  @Test
  void fingerprintStaysWhatItWas() {
    assertThat(Issue.fingerprint(FINDING, CASE)).isEqualTo("rf1-1e7cae8dee96984921177a6d");
  }

  @Test
  void fingerprintIsOfNeitherCanaryNorSeedNorWords() {
    Finding other = new Finding(Rule.FOREIGN_ROW, Tap.HTTP, "b", "another");
    CaseResult later =
        new CaseResult("ask", "id-walk", "ana", "json", 99, 98, 97, List.of(other), "x");
    assertThat(Issue.of(run(2, later)).getFirst().fingerprint())
        .isEqualTo(Issue.of(run(1, CASE)).getFirst().fingerprint());
  }

  @Test
  void fingerprintIsOfEachPartThatItIsOf() {
    Stream<String> prints =
        Stream.of(
            Issue.fingerprint(FINDING, CASE),
            Issue.fingerprint(finding(Rule.PERSONAL_DATA, Tap.HTTP, "a"), CASE),
            Issue.fingerprint(finding(Rule.FOREIGN_ROW, Tap.STREAM, "a"), CASE),
            Issue.fingerprint(FINDING, result("asks", "id-walk", "ana", "")),
            Issue.fingerprint(FINDING, result("ask", "id-walks", "ana", "")),
            Issue.fingerprint(FINDING, result("ask", "id-walk", "ben", "")),
            // The same letters, cut elsewhere.
            Issue.fingerprint(FINDING, result("aski", "d-walk", "ana", "")),
            Issue.fingerprint(
                FINDING, new CaseResult("ask", "id-walk", "ana", "mcp", 1, 1, 1, List.of(), "")));
    assertThat(prints.toList()).doesNotHaveDuplicates();
  }

  @Test
  void valuesThatOneHoleShowsAreOneIssue() {
    List<Issue> issues = Issue.of(Runs.mixed());
    assertThat(issues)
        .extracting(Issue::id)
        .containsExactly("foreign-row@http", "logged-value@log");
    assertThat(issues.getFirst().findings()).hasSize(2);
  }

  @Test
  void rulesHaveIdsOfTheirOwn() {
    assertThat(Arrays.stream(Rule.values()).map(Rule::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void cardSaysWhyWhatShouldHaveHeldAndWhereTheFieldSpeaksOfIt(Rule rule) {
    RuleCard card = RuleCard.of(rule);
    assertThat(card.why()).isNotBlank();
    assertThat(card.protection()).isNotBlank();
    assertThat(card.invariant()).matches("I([1-9]|1[0-3])|audit|consent|erasure");
    assertThat(card.tags().llm()).allMatch(id -> id.matches("LLM(0[1-9]|10)"));
    assertThat(card.tags().api()).allMatch(id -> id.matches("API([1-9]|10)"));
    assertThat(card.tags().asvs())
        .isNotEmpty()
        .allMatch(id -> id.matches("V?([1-9]|1[0-7])(\\.\\d+\\.\\d+)?"));
    assertThat(card.tags().atlas()).allMatch(id -> id.matches("AML\\.T\\d{4}(\\.\\d{3})?"));
    assertThat(rule.meaning().startsWith("I"))
        .as("a rule that names its invariant names that of its card")
        .isEqualTo(rule.meaning().startsWith(card.invariant() + ":"));
  }
}
