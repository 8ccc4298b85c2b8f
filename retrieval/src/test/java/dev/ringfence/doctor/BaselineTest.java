package dev.ringfence.doctor;

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
import org.junit.jupiter.params.provider.ValueSource;

final class BaselineTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  private static final Finding FINDING =
      new Finding("policy-for-other-role", Severity.WARNING, "shop.purchase", "policy a", "p", "f");

  @TempDir private Path folder;

  @Test
  void acceptsWhatItNamesUntilItsDayHasPassed() {
    Baseline until = Baseline.empty().with(Accepted.of(FINDING, "known", TODAY));

    assertThat(until.review(List.of(FINDING), TODAY).findings()).isEmpty();
    Baseline.Review later = until.review(List.of(FINDING), TODAY.plusDays(1));
    assertThat(later.findings()).containsExactly(FINDING);
    assertThat(later.expired()).hasSize(1);
  }

  @Test
  void anotherPartOfTheSameObjectIsNotAccepted() {
    Finding other =
        new Finding(
            "policy-for-other-role", Severity.WARNING, "shop.purchase", "policy b", "p", "f");
    Baseline one = Baseline.empty().with(Accepted.of(FINDING, "known", TODAY));

    assertThat(one.review(List.of(FINDING, other), TODAY).findings()).containsExactly(other);
  }

  @Test
  void entryThatAcceptsNothingIsNamed() {
    Baseline one = Baseline.empty().with(Accepted.of(FINDING, "known", TODAY));

    assertThat(one.review(List.of(), TODAY).unused()).hasSize(1);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Path file = folder.resolve("baseline.yaml");
    Accepted odd = new Accepted("r", "shop.\"Odd\" Name", "a \\ b", "two\nlines: yes", TODAY);
    Baseline.empty().with(odd).with(Accepted.of(FINDING, "known", TODAY)).write(file);

    assertThat(Baseline.read(file).accepted())
        .containsExactly(
            new Accepted("r", "shop.\"Odd\" Name", "a \\ b", "two lines: yes", TODAY),
            Accepted.of(FINDING, "known", TODAY));
  }

  @Test
  void jsonIsReadToo() throws IOException {
    Path file = folder.resolve("baseline.json");
    Files.writeString(
        file,
        """
        [{"rule": "r", "object": "o", "reason": "why", "expires": "2026-12-31"}]
        """);

    assertThat(Baseline.read(file).accepted())
        .containsExactly(new Accepted("r", "o", "", "why", LocalDate.parse("2026-12-31")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule: r",
        "- rule: r",
        "- {rule: r, object: o, reason: why, expires: soon}",
        "- {rule: r, object: o, reason: ' ', expires: 2026-12-31}",
        "- {rule: r, object: o, reason: why, expires: 2026-12-31, until: never}",
        "- [",
        "- text"
      })
  void badFileIsRefusedInOneLine(String text) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, text);

    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(BaselineException.class)
        .message()
        .startsWith(file.toString())
        .hasLineCount(1);
  }

  @Test
  void missingFileIsRefused() {
    assertThatThrownBy(() -> Baseline.read(folder.resolve("none.yaml")))
        .isInstanceOf(BaselineException.class);
  }
}
