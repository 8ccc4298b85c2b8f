package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.chat.ChoiceMeasure.Outcome;
import dev.ringfence.cli.DemoLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often the assistant without a language model decides rightly, on questions that were written
 * before it was tuned. It prints the table of docs/extractive-assistant.md, and writes every miss
 * into {@code target/tool-choice.txt}.
 */
final class ToolChoiceTest {
  private static final List<Outcome> OUTCOMES = new ArrayList<>();

  @BeforeAll
  static void measure() throws IOException {
    try (DemoLibrary library = DemoLibrary.open()) {
      ChoiceMeasure measure = ChoiceMeasure.in(library);
      String folder = System.getProperty("ringfence.questions", "tool-choice");
      for (String language : ChoiceQuestion.LANGUAGES) {
        OUTCOMES.addAll(measure.ask(ChoiceQuestion.of(folder, language)));
      }
    }
    System.out.print(ChoiceMeasure.table(OUTCOMES));
    Files.write(
        Path.of("target", "tool-choice.txt"),
        OUTCOMES.stream()
            .filter(outcome -> !outcome.arguments())
            .map(outcome -> (outcome.right() ? "A " : "T ") + outcome.line())
            .toList());
  }

  @Test
  void theRightToolIsCalled() {
    assertThat(ChoiceMeasure.percent(ChoiceMeasure.answerable(OUTCOMES), Outcome::right))
        .isGreaterThanOrEqualTo(90);
  }

  @Test
  void whatNoToolAnswersIsDeclined() {
    assertThat(ChoiceMeasure.percent(ChoiceMeasure.unanswerable(OUTCOMES), Outcome::right))
        .isGreaterThanOrEqualTo(95);
  }

  @Test
  void itsArgumentsAreFilled() {
    assertThat(ChoiceMeasure.percent(ChoiceMeasure.answerable(OUTCOMES), Outcome::arguments))
        .isGreaterThanOrEqualTo(90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "it"})
  void noLanguageIsLeftBehind(String language) {
    List<Outcome> outcomes =
        OUTCOMES.stream().filter(o -> o.question().language().equals(language)).toList();

    assertThat(ChoiceMeasure.percent(ChoiceMeasure.answerable(outcomes), Outcome::right))
        .isGreaterThanOrEqualTo(90);
  }
}
