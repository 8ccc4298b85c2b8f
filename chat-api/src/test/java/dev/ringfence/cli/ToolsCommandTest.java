package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on tools, as an engineer or a build has them, on the demo companies. */
class ToolsCommandTest {
  private static final String TOOL =
      """
      kind: tool
      name: %s
      type: postgres-sql
      description: The invoices of the caller.
      statement: |
        %s
      x-ringfence: {access: [customer], result: {number: {type: text}}}
      """;

  @TempDir private Path folder;

  private TestDatabase database;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void open() {
    database = DemoData.create();
    new DataFolder(folder).writeState("http://127.0.0.1:1", database.admin().toText());
  }

  private int tools(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("tools"));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", folder.toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("tools.yaml"), text).toString();
  }

  private JsonNode checked(String text, int exit) throws IOException {
    assertThat(tools("check", "--format", "json", file(text))).as(err::toString).isEqualTo(exit);
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void everyToolOfTheDemoLoads() throws IOException {
    try (var demo = Objects.requireNonNull(getClass().getResourceAsStream("/demo/tools.yaml"))) {
      var verdicts =
          checked(new String(demo.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), 0);

      assertThat(verdicts).isNotEmpty();
      assertThat(verdicts)
          .allSatisfy(v -> assertThat(v.path("verdict").asText()).isEqualTo("loads"));
    }
  }

  @Test
  void eachToolHasItsOwnVerdictAndOneRefusedIsOne() throws IOException {
    var verdicts =
        checked(
            String.join(
                "---\n",
                TOOL.formatted("sound", "SELECT number FROM demo.invoice LIMIT 5"),
                TOOL.formatted(
                    "naming",
                    "SELECT number FROM demo.invoice WHERE customer_id IS NULL LIMIT 5; DROP TABLE demo.invoice"),
                TOOL.formatted("open", "SELECT number FROM demo.invoice")
                    .replace("type: postgres-sql", "type: postgres-sql\ntemplateParameters: []")),
            1);

    assertThat(verdicts)
        .extracting(v -> v.path("tool").asText() + " " + v.path("verdict").asText())
        .containsExactly("sound loads", "naming refused", "open refused");
    assertThat(verdicts.get(0).path("tables").get(0).asText()).isEqualTo("demo.invoice");
    assertThat(verdicts.get(0).path("reasons")).isEmpty();
    assertThat(verdicts.get(1).path("reasons").get(0).asText()).contains("multiple commands");
    assertThat(verdicts.get(2).path("reasons").get(0).asText()).contains("template parameters");
    assertThat(tools("check", folder.resolve("tools.yaml").toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("loads    sound", "reads demo.invoice", "refused  naming", "3 tools: 2 refused.");
  }

  @Test
  void aTableThatTheDoctorFindsOpenIsRefused() throws IOException {
    database.execute("CREATE POLICY open ON demo.invoice TO ringfence_customer USING (true)");

    var verdicts = checked(TOOL.formatted("t", "SELECT number FROM demo.invoice LIMIT 5"), 1);

    assertThat(verdicts.get(0).path("reasons").get(0).asText())
        .contains("demo.invoice does not hold", "policy open");
  }

  @Test
  void whatCannotBeCheckedIsTwo() throws IOException {
    assertThat(tools("check", folder.resolve("missing.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("missing.yaml cannot be read");
    assertThat(tools("check", file("kind: [tool"))).isEqualTo(2);
    assertThat(err.toString()).contains("tools.yaml:1");
    new DataFolder(folder)
        .writeState("http://127.0.0.1:1", "postgresql://nobody:x@127.0.0.1:1/none");
    assertThat(tools("check", file(TOOL.formatted("t", "SELECT 1")))).isEqualTo(2);
    assertThat(err.toString()).contains("the database cannot be asked");
  }

  @Test
  void toolsAreListedForPeopleAndForDocumentation() throws IOException {
    assertThat(tools("list")).isZero();
    assertThat(out.toString()).contains("list_invoices", "customer");

    var own = file(TOOL.formatted("mine", "SELECT number FROM demo.invoice LIMIT 5"));
    assertThat(tools("list", "--format", "markdown", own)).isZero();
    assertThat(out.toString()).contains("## Mine", "`mine`, for: customer", "| `number` | text |");
  }
}
