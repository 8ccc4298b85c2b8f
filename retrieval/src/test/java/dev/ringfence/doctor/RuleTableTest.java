package dev.ringfence.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/doctor.md} to the rules that there are. */
final class RuleTableTest {
  private static final Path PAGE =
      Path.of(System.getProperty("ringfence.build.root")).resolve("docs/doctor.md");

  private static final List<Rule> RULES = Rulebook.standard().rules();

  @Test
  void pageHasEveryRule() throws IOException {
    String page = Files.readString(PAGE);
    String wanted =
        page.substring(0, page.indexOf(RuleTable.BEGIN))
            + RuleTable.BEGIN
            + "\n"
            + RuleTable.of(RULES)
            + "\n"
            + RuleTable.END;
    if (Boolean.getBoolean("ringfence.rules.refresh")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "run: mvn -pl retrieval -am test -Dtest=RuleTableTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dringfence.rules.refresh=true")
        .isEqualTo(wanted);
  }

  @Test
  void everyRuleSaysWhatAndWhy() {
    assertThat(RULES).hasSizeGreaterThanOrEqualTo(60).extracting(Rule::id).doesNotHaveDuplicates();
    assertThat(RULES)
        .allSatisfy(
            rule -> {
              assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(rule.title()).as(rule.id()).isNotBlank().doesNotEndWith(".");
              assertThat(rule.harm()).as(rule.id()).endsWith(".");
            });
  }
}
