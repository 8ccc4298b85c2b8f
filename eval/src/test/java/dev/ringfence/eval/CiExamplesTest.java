package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cli.Main;
import dev.ringfence.report.ReportForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** The examples for people's own pipelines, held to the commands that there are. */
final class CiExamplesTest {
  private static final Path CI =
      Path.of(System.getProperty("ringfence.build.root")).resolve("docs/ci");
  private static final Pattern LINE = Pattern.compile("\\./ringfence ([^\n|&;]+)");

  private static String text(String file) throws IOException {
    return Files.readString(CI.resolve(file));
  }

  private static Object yaml(String file) throws IOException {
    return new Load(LoadSettings.builder().build()).loadFromString(text(file));
  }

  /** The texts of all values, at any depth. */
  private static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.values().forEach(each -> texts.addAll(texts(each)));
      case List<?> list -> list.forEach(each -> texts.addAll(texts(each)));
      default -> texts.add(String.valueOf(value));
    }
    return texts;
  }

  private static List<String> commands(String file) throws IOException {
    List<String> commands = new ArrayList<>();
    for (String text : texts(yaml(file))) {
      Matcher matcher = LINE.matcher(text.replace("\\\n", " "));
      while (matcher.find()) {
        commands.add(matcher.group(1).strip());
      }
    }
    return commands;
  }

  @ParameterizedTest
  @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml"})
  void everyCommandAndOptionIsThere(String file) throws Exception {
    assertThat(commands(file)).anyMatch(line -> line.startsWith("eval run"));
    for (String line : commands(file)) {
      CommandLine command = Main.commandLine();
      for (String word : line.split("\\s+")) {
        if (word.startsWith("--")) {
          assertThat(command.getCommandSpec().optionsMap())
              .as("%s in %s", line, file)
              .containsKey(word.split("=")[0]);
        } else if (command.getSubcommands().containsKey(word)) {
          command = command.getSubcommands().get(word);
        }
      }
      assertThat(command.getCommandName()).as(line).isNotEqualTo("ringfence").isNotEqualTo("eval");
    }
  }

  /** Each report has a form, and what is written is what is handed on. */
  @ParameterizedTest
  @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml"})
  void reportsThatAreHandedOnAreThoseThatAreWritten(String file) throws Exception {
    String run =
        commands(file).stream()
            .filter(line -> line.startsWith("eval run"))
            .findFirst()
            .orElseThrow();
    List<String> reports =
        Pattern.compile("--report (\\S+)").matcher(run).results().map(m -> m.group(1)).toList();
    assertThat(reports.stream().map(each -> ReportForm.of(Path.of(each))))
        .contains(ReportForm.JUNIT, ReportForm.SARIF, ReportForm.JSON, ReportForm.HTML);
    String folder = "leak-lab/";
    assertThat(reports).allMatch(each -> each.startsWith(folder));
    List<String> named =
        texts(yaml(file)).stream()
            .filter(each -> each.matches("leak-lab/\\S*\\.(sarif|xml)"))
            .toList();
    assertThat(named).isNotEmpty();
    assertThat(reports).containsAll(named);
    assertThat(text(file)).contains("mkdir -p leak-lab");
  }

  @Test
  void noExampleNeedsAContainerOfOursOrHidesTheExitCode() throws Exception {
    assertThat(commands("gitlab-ci.yml")).isNotEmpty();
    assertThat(text("github-actions.yml")).doesNotContain("services:", "continue-on-error");
    assertThat(text("gitlab-ci.yml")).doesNotContain("services:", "allow_failure");
    for (String file : List.of("github-actions.yml", "gitlab-ci.yml")) {
      assertThat(text(file)).doesNotContain("|| true");
    }
  }
}
