package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * How often the assistant without a language model calls the right tool for what people ask the
 * demo companies. The floors stand a little below what was measured.
 */
final class DemoQuestionChoiceTest {
  private static final String SEARCH = "search_knowledge";

  private final ToolPicker picker =
      new ToolPicker(DemoTools.all(), DemoTools.EMBEDDER, DemoTools.CLOCK);

  @ParameterizedTest(name = "{0}: {1} % first, {2} % at all, {3} % declined")
  @CsvSource({"visitor, 100, 100, 100", "customer, 87, 93, 83", "staff, 96, 96, 80"})
  void rightToolIsCalledForMostQuestions(
      String role, int leastFirst, int leastCalled, int leastDeclined) throws IOException {
    int[] first = new int[2];
    int[] called = new int[2];
    int[] declined = new int[2];
    List<String> missed = new ArrayList<>();
    for (Map.Entry<String, String> entry : questions(role)) {
      String expected = entry.getValue();
      List<String> calls = calls(role, entry.getKey());
      if (expected.equals("none")) {
        count(declined, calls.stream().allMatch(SEARCH::equals));
      } else {
        count(first, !calls.isEmpty() && calls.getFirst().equals(expected));
        count(called, calls.contains(expected));
      }
      if (!expected.equals("none") && !calls.contains(expected)) {
        missed.add(entry.getKey() + " → " + calls);
      }
    }
    System.out.printf(
        "%s: right tool first %d of %d, called at all %d of %d, no account read for %d of %d"
            + " unanswerable; missed %s%n",
        role, first[0], first[1], called[0], called[1], declined[0], declined[1], missed);

    assertThat(percent(first)).isGreaterThanOrEqualTo(leastFirst);
    assertThat(percent(called)).as("%s", missed).isGreaterThanOrEqualTo(leastCalled);
    assertThat(percent(declined)).isGreaterThanOrEqualTo(leastDeclined);
  }

  private List<String> calls(String name, String question) {
    Role role = Role.valueOf(name.toUpperCase(Locale.ROOT));
    String redacted = DemoTools.redacted(question).value();
    return picker.pick(role, DemoTools.of(role), redacted).stream()
        .map(choice -> choice.tool().name())
        .toList();
  }

  private static void count(int[] counts, boolean right) {
    counts[0] += right ? 1 : 0;
    counts[1]++;
  }

  private static double percent(int[] counts) {
    return 100.0 * counts[0] / counts[1];
  }

  private static List<Map.Entry<String, String>> questions(String role) throws IOException {
    try (InputStream yaml =
        DemoQuestionChoiceTest.class.getResourceAsStream("/demo-questions.yaml")) {
      var load = new Load(LoadSettings.builder().build());
      var roles = (Map<?, ?>) load.loadFromInputStream(Objects.requireNonNull(yaml));
      List<Map.Entry<String, String>> questions = new ArrayList<>();
      for (Object entry : (List<?>) Objects.requireNonNull(roles.get(role))) {
        var question = (Map<?, ?>) entry;
        questions.add(
            Map.entry(
                (String) Objects.requireNonNull(question.get("ask")),
                (String) Objects.requireNonNull(question.get("tool"))));
      }
      return questions;
    }
  }
}
