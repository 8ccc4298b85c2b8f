package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, as an operator or a build has it, on a database that was just migrated. */
class DoctorCommandTest {
  private static final String BREAK = "ALTER TABLE ringfence.message NO FORCE ROW LEVEL SECURITY";

  /** What stands in a log, and what must not stand there. */
  private static final Map<String, String> ONE_WRONG_THING =
      Map.of(
          "\"version\":\"2.1.0\"", "\"version\":\"2.2.0\"",
          "\"columnKind\":", "\"columnSort\":",
          "\"name\":\"ringfence", "\"title\":\"ringfence",
          "\"level\":\"error\"", "\"level\":\"fatal\"",
          "\"ruleIndex\":", "\"ruleNumber\":",
          "\"message\":{\"text\"", "\"message\":{\"words\"",
          "\"startLine\":1", "\"startLine\":0");

  @TempDir private Path folder;

  private TestDatabase database;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void migrate() {
    database = TestDatabases.create();
    new DataFolder(folder).writeState("http://127.0.0.1:1", database.admin().toText());
  }

  private int doctor(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("doctor", "--data", folder.toString()));
    all.addAll(List.of(words));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  /** A baseline for today with what is found: roles are the whole cluster's, other tests' too. */
  private String acceptedNow() {
    String file = folder.resolve("baseline.yaml").toString();
    String today = LocalDate.now().toString();
    assertThat(doctor("--write-baseline", file, "--expires", today, "--reason", "a test")).isZero();
    return file;
  }

  private JsonObject printed() {
    return new JsonObject(out.toString());
  }

  @Test
  void cleanDatabaseIsZeroAndABrokenOneIsOneInEachFormat() {
    String file = acceptedNow();
    assertThat(doctor("--baseline", file)).as(out::toString).isZero();
    database.execute(BREAK);

    assertThat(doctor("--baseline", file)).isEqualTo(1);
    assertThat(out.toString())
        .contains("ringfence.message", "ALTER TABLE ringfence.message FORCE ROW LEVEL SECURITY;");
    assertThat(doctor("--baseline", file, "--format", "json")).isEqualTo(1);
    assertThat(printed().getJsonArray("findings")).isNotEmpty();
    assertThat(doctor("--baseline", file, "--format", "sarif")).isEqualTo(1);
    assertThat(printed().getJsonArray("runs").getJsonObject(0).getJsonArray("results"))
        .isNotEmpty();
  }

  @Test
  void sarifIsWhatItsPublishedSchemaAllowsAndNothingElse() {
    SarifSchema schema = SarifSchema.load();
    database.execute(BREAK);

    assertThat(doctor("--format", "sarif")).isEqualTo(1);
    assertThat(printed().getJsonArray("runs").getJsonObject(0).getJsonArray("results"))
        .isNotEmpty();
    assertThat(schema.problems(out.toString())).isEmpty();
    // And the schema is known to refuse, each time for its own reason.
    String log = printed().encode();
    ONE_WRONG_THING.forEach(
        (right, wrong) -> {
          String changed = log.replace(right, wrong);
          assertThat(changed).as(right).isNotEqualTo(log);
          assertThat(schema.problems(changed)).as(wrong).isNotEmpty();
        });
  }

  @Test
  void acceptedFindingIsZeroUntilItExpires() throws Exception {
    database.execute(BREAK);
    String today = LocalDate.now().toString();
    String file = acceptedNow();

    assertThat(doctor("--baseline", file)).as(out::toString).isZero();
    Path expired =
        Files.writeString(
            folder.resolve("expired.yaml"),
            Files.readString(Path.of(file), UTF_8)
                .replace(today, LocalDate.now().minusDays(1).toString()));
    assertThat(doctor("--baseline", expired.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("has expired");
  }

  @Test
  void whatCannotBeCheckedIsTwo() throws Exception {
    assertThat(doctor("--baseline", folder.resolve("none.yaml").toString())).isEqualTo(2);
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "accepted: 7");
    assertThat(doctor("--baseline", wrong.toString())).isEqualTo(2);
    assertThat(doctor("--explain", "no-such-rule")).isEqualTo(2);
    assertThat(doctor("--format", "xml")).isEqualTo(2);

    new DataFolder(folder)
        .writeState("http://127.0.0.1:1", "postgresql://nobody:x@127.0.0.1:1/nothing");
    assertThat(doctor()).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be reached");
  }

  @Test
  void rulesAreListedAndExplainedWithoutADatabase() {
    new DataFolder(folder).removeState();
    assertThat(doctor("--rules")).isZero();
    assertThat(out.toString()).contains("row-security-not-forced");
    assertThat(doctor("--explain", "row-security-not-forced")).isZero();
    assertThat(out.toString()).contains("SELECT");
  }
}
