package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the documents to the code: what they point at is there, and what is there they name. */
final class DocumentsTest {
  private static final Path ROOT = Path.of(System.getProperty("ringfence.build.root"));

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(#[^)\\s]*)?\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
  private static final Pattern PATH = Pattern.compile("`((?:[\\w.-]+/)+[\\w.-]+)/?`");

  /** What the Model Context Protocol calls its methods, which are no files of a module. */
  private static final Set<String> METHODS = Set.of("tools/list", "tools/call");

  private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
  private static final Pattern VARIABLE =
      Pattern.compile("\\b(?:(?:RINGFENCE|OPENAI)_[A-Z][A-Z_]*[A-Z]|DATABASE_URL)\\b");

  /** Where packages come from is the business of the machine that builds. */
  private static final Pattern REGISTRY =
      Pattern.compile("\\b(?:repo\\d?|registry|packages|deb|archive)\\.[a-z0-9-]+\\.[a-z]{2,}\\b");

  private static final Pattern MACHINE = Pattern.compile("(?<![\\w.$}])/(?:home|Users|root|tmp)/");

  static Stream<Path> documents() {
    return Stream.concat(files(ROOT, 1), files(ROOT.resolve("docs"), 3))
        .filter(file -> file.toString().endsWith(".md"));
  }

  static Stream<Path> documentsAndScripts() {
    return Stream.concat(
        documents(), Stream.of("ringfence", ".ci/run", "pom.xml", "CODEOWNERS").map(ROOT::resolve));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkToAFileResolves(Path document) {
    assertThat(found(LINK, read(document)).map(link -> link.group(1)))
        .filteredOn(target -> !target.contains("://"))
        .allSatisfy(
            target ->
                assertThat(document.resolveSibling(target)).as(document + " links it").exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyFileNamedIsThere(Path document) {
    Set<String> folders = Set.of("redaction", "retrieval", "tools", "chat-api", "eval", "docs");
    assertThat(found(PATH, read(document)).map(path -> path.group(1)))
        .filteredOn(path -> folders.contains(path.substring(0, path.indexOf('/'))))
        .filteredOn(path -> !METHODS.contains(path))
        .allSatisfy(path -> assertThat(ROOT.resolve(path)).as(document + " names it").exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyTestNamedIsThere(Path document) {
    Set<String> tests = new TreeSet<>();
    modules()
        .flatMap(module -> files(ROOT.resolve(module).resolve("src"), 20))
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith("Test.java"))
        .forEach(name -> tests.add(name.substring(0, name.length() - ".java".length())));
    assertThat(tests).containsAll(found(TEST, read(document)).map(test -> test.group(1)).toList());
  }

  @ParameterizedTest
  @MethodSource("documentsAndScripts")
  void noPackageRegistryAndNoPathOfOneMachineIsNamed(Path file) {
    assertThat(read(file)).doesNotContainPattern(REGISTRY).doesNotContainPattern(MACHINE);
  }

  @Test
  void everyModuleIsInTheReadmesMap() {
    assertThat(modules())
        .hasSize(5)
        .allSatisfy(
            module ->
                assertThat(read(ROOT.resolve("README.md")))
                    .contains("| [`" + module + "`](" + module + "/) |"));
  }

  @Test
  void everyEnvironmentVariableOfTheCodeIsInTheConfigurationPage() {
    Set<String> documented = variables(ROOT.resolve("docs/configuration.md"));
    modules()
        .flatMap(module -> files(ROOT.resolve(module).resolve("src/main/java"), 20))
        .filter(file -> file.toString().endsWith(".java"))
        .forEach(
            file ->
                assertThat(documented)
                    .as("docs/configuration.md has what " + file.getFileName() + " names")
                    .containsAll(variables(file)));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everySettingIsInTheConfigurationPageWithItsKeyAndDefault(Setting setting) {
    String row = "| `" + setting.variable() + "` | `" + setting.key() + "` | ";
    assertThat(read(ROOT.resolve("docs/configuration.md")))
        .contains(setting.byDefault().isEmpty() ? row : row + "`" + setting.byDefault() + "` |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LICENSE", "CHANGELOG.md", "SECURITY.md", "THREAT-MODEL.md"})
  void whatEveryProjectHasIsHere(String name) throws IOException {
    assertThat(Files.size(ROOT.resolve(name))).isPositive();
  }

  private static Set<String> variables(Path file) {
    return new TreeSet<>(found(VARIABLE, read(file)).map(MatchResult::group).toList());
  }

  private static Stream<String> modules() {
    return found(MODULE, read(ROOT.resolve("pom.xml"))).map(module -> module.group(1));
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static Stream<Path> files(Path folder, int depth) {
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      return files.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
