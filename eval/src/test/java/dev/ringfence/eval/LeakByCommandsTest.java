package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.StoredRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that somebody broke, and the commands that follow: a run finds it, a replay finds it
 * again, its attack is made small, and mending takes the finding away. Each is a process of its
 * own; what is broken stands before the service on the class path, as it would after a bad change.
 */
final class LeakByCommandsTest {
  private static final String ATTACK = "own-words";

  @TempDir private Path folder;

  /** The classes that a sabotage has in place of the service's. */
  private List<Path> broken(String sabotage) throws IOException {
    Sabotage wall = SabotageCatalog.load().named(List.of(sabotage)).getFirst();
    assertThat(wall.sql() + wall.givenSql()).as("it is in the code alone").isEmpty();
    Path classes = folder.resolve("broken");
    for (Rewrite rewrite : Stream.concat(wall.given().stream(), wall.code().stream()).toList()) {
      String name = rewrite.file();
      Path file = classes.resolve(name);
      byte[] now = Files.exists(file) ? Files.readAllBytes(file) : sound(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, rewrite.apply(now));
    }
    return List.of(classes);
  }

  private static byte[] sound(String name) throws IOException {
    try (InputStream in = LeakByCommandsTest.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** What a command of the lab wrote, which has to end so. */
  private static String eval(int code, List<Path> shadow, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("eval"));
    all.addAll(List.of(words));
    try (CommandProcess command =
        CommandProcess.start(shadow, Map.of(), all.toArray(String[]::new))) {
      assertThat(command.awaitEnd()).as("%s%n%s", all, command.text()).isEqualTo(code);
      return command.text();
    }
  }

  @Test
  void leakIsFoundSeenAgainMadeSmallAndGoneOnceItIsMended() throws Exception {
    List<Path> broken = broken("redaction-off");
    String lab = folder.resolve("lab.json").toString();
    String small = folder.resolve("small.yaml").toString();
    eval(1, broken, "run", "--only", ATTACK, "--seed", "4", "--report", lab, "--no-minimize");
    StoredRun stored = StoredRun.read(Path.of(lab));
    assertThat(stored.verdict()).isEqualTo("LEAK");
    assertThat(stored.build().chosen()).isEqualTo("only " + ATTACK);
    assertThat(eval(3, List.of(), "attest", lab, "--data", folder.toString()))
        .contains("no run of the whole corpus: only " + ATTACK);
    String finding =
        stored.issues().entrySet().stream()
            .filter(each -> each.getValue().id().equals("personal-data@model"))
            .filter(each -> each.getValue().attack().equals(ATTACK))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    assertThat(eval(1, broken, "replay", lab, "--finding", finding))
        .containsPattern("(?m)^AGAIN +" + finding);
    eval(0, broken, "minimize", lab, "--finding", finding, "--trials", "60", "--out", small);
    Attack least = AttackCorpus.read(Path.of(small)).attacks().getFirst();
    assertThat(least.calls()).as("no call is needed to tell one's own address").isEmpty();
    assertThat(least.says()).hasSize(1);
    assertThat(eval(1, broken, "replay", lab, "--finding", finding, "--attacks", small))
        .containsPattern("(?m)^AGAIN +" + finding);
    assertThat(eval(0, List.of(), "replay", lab, "--finding", finding))
        .containsPattern("(?m)^GONE +" + finding);
  }
}
