package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as {@code ./ringfence} has them, with those that the lab adds. */
final class CommandsTest {
  private static final Path ROOT = Path.of(System.getProperty("ringfence.build.root"));
  private static final Pattern COMMAND = Pattern.compile("\\./ringfence ([a-z]+)");

  static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandThatADocumentNamesIsThere(Path document) throws IOException {
    assertThat(COMMAND.matcher(Files.readString(document)).results().map(MatchResult::group))
        .allSatisfy(
            line ->
                assertThat(Main.commandLine().getSubcommands())
                    .as(document + " names " + line)
                    .containsKey(line.substring(line.indexOf(' ') + 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"up", "serve", "migrate", "doctor", "protect", "tenant", "audit", "token", "eval"})
  void everyCommandHasHelp(String name) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out));
    assertThat(line.execute(name, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: ringfence " + name, "--help");
  }

  @ParameterizedTest
  @CsvSource({
    "eval run --bogus, 3",
    "eval bogus, 3",
    "eval sabotage --bogus, 3",
    "eval live --url http://127.0.0.1:9 --bogus, 3",
    "up --bogus, 2"
  })
  void wrongOptionSaysWhereToLookAndEndsWithTheCodeOfItsCommand(String words, int code) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    assertThat(line.execute(words.split(" "))).isEqualTo(code);
    assertThat(err.toString()).contains("bogus").contains(" --help").hasLineCount(1);
  }
}
