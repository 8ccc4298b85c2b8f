package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Role;
import dev.ringfence.tools.ResultColumn;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolParameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What each role may call is a reviewed file. Adding a tool is easy, granting it is deliberate:
 * whoever changes {@code demo-tools.golden.txt} says so.
 */
final class DemoToolsTest {

  @Test
  void whatEachRoleMayCallIsWhatWasReviewed() throws IOException {
    assertThat(granted(demoTools())).isEqualTo(resource("/demo-tools.golden.txt"));
  }

  @Test
  void everyToolHasExamplesInSeveralLanguages() throws IOException {
    assertThat(demoTools().tools())
        .allSatisfy(tool -> assertThat(tool.examples()).hasSizeBetween(5, 10));
  }

  @Test
  void noExampleIsAQuestionThatChoosingIsMeasuredWith() throws IOException {
    var examples =
        demoTools().tools().stream()
            .flatMap(tool -> tool.examples().stream())
            .map(DemoToolsTest::bare)
            .toList();

    for (var role : Role.values()) {
      assertThat(DemoQuestion.of(role.name().toLowerCase(Locale.ROOT)))
          .extracting(question -> bare(question.ask()))
          .doesNotContainAnyElementsOf(examples);
    }
  }

  static ToolFile demoTools() throws IOException {
    return ToolFile.parse(
        "tools.yaml", resource("/demo/tools.yaml").getBytes(StandardCharsets.UTF_8));
  }

  private static String granted(ToolFile file) {
    var text = new StringBuilder();
    for (var role : Role.values()) {
      text.append(role.name().toLowerCase(Locale.ROOT)).append('\n');
      file.tools().stream()
          .filter(tool -> tool.access().contains(role))
          .forEach(tool -> text.append(tool(tool)));
    }
    return text.toString();
  }

  private static String tool(ToolDefinition tool) {
    return "  "
        + tool.name()
        + (tool.writes() ? " proposes to write" : "")
        + tool.parameters().stream()
            .map(DemoToolsTest::parameter)
            .collect(Collectors.joining("", "\n", ""))
        + tool.columns().stream()
            .map(DemoToolsTest::column)
            .collect(Collectors.joining(", ", "    returns ", "\n"));
  }

  private static String parameter(ToolParameter parameter) {
    return "    takes "
        + parameter.name()
        + (parameter.required() ? ": " : "?: ")
        + parameter.kind().describe()
        + "\n";
  }

  private static String column(ResultColumn column) {
    return switch (column.treatment()) {
      case ResultColumn.Treatment.Shown _ -> column.name();
      case ResultColumn.Treatment.Masked masked -> column.name() + " as " + masked.type();
      case ResultColumn.Treatment.Dropped _ -> column.name() + " dropped";
    };
  }

  private static String bare(String question) {
    return question.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoToolsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
