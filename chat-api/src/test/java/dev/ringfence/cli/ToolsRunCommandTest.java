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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trying a tool out, on the demo companies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolsRunCommandTest {
  private Path folder = Path.of("");
  private TestDatabase database;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    database = DemoData.create();
    new DataFolder(folder).writeState("http://127.0.0.1:1", database.admin().toText());
    Files.writeString(
        folder.resolve("ringfence.yaml"),
        """
        database-url: "%s"
        visitor-database-url: "%s"
        seal-key: "%s"
        """
            .formatted(database.app().toText(), database.visitors().toText(), sealKey()));
  }

  /** That of {@link TestDatabase#sealKey()}. */
  private static String sealKey() {
    byte[] secret = new byte[32];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) (i + 1);
    }
    return Base64.getEncoder().encodeToString(secret);
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("tools", "run"));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", folder.toString()));
    all.addAll(List.of("--config", folder.resolve("ringfence.yaml").toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private JsonNode json(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--format", "json"));
    assertThat(run(all.toArray(String[]::new))).as(err::toString).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void rowsAreShownBeforeMaskingAndAsAModelSeesThem() throws IOException {
    var shown = json("my_profile", "--as", "acme/ana");

    assertThat(shown.path("sql").asText()).contains("demo.customer");
    assertThat(String.join("\n", texts(shown.path("plan")))).contains("demo.customer");
    assertThat(shown.path("before").path("rows")).hasSize(1);
    assertThat(shown.path("before").toString()).contains("@");
    assertThat(shown.path("model").toString()).contains("[EMAIL_1]").doesNotContain("@");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  void argumentsAreGivenByNameAndOnlyThePersonsOwnRowsAreRead() throws IOException {
    var ana = json("list_invoices", "--as", "acme/ana", "--arg", "limit=2");
    var ben = json("list_invoices", "--as", "acme/ben", "--arg", "limit=2");

    assertThat(ana.path("values").path("limit").asText()).isEqualTo("2");
    assertThat(ana.path("before").path("rows")).hasSize(2);
    assertThat(ana.path("before").path("rows")).isNotEqualTo(ben.path("before").path("rows"));
  }

  @Test
  void peopleReadItInSections() {
    assertThat(run("list_bookings", "--as", "globex/gil")).as(err::toString).isZero();
    assertThat(out.toString())
        .contains(
            "list_bookings as globex/gil, a customer",
            "SQL, with what",
            "\nvalues\n",
            "\nplan\n",
            "rows before masking",
            "what a model sees");
  }

  @Test
  void theAuditSaysThatItWasTried() throws IOException, SQLException {
    json("get_ticket", "--as", "acme/cleo", "--arg", "number=none");

    try (var connection = database.admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM ringfence.audit_entry WHERE action = 'tools run'"
                    + " AND code = 'get_ticket' AND role = 'operator'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  /** A call that a model's mistake would have refused is refused, and says so. */
  @Test
  void anArgumentThatDoesNotFitIsRefusedAsAModelsWouldBe() {
    assertThat(run("list_invoices", "--as", "acme/ana", "--arg", "limit=many")).isEqualTo(1);
    assertThat(out.toString()).contains("invalid_arguments", "'limit'");
    assertThat(run("list_invoices", "--as", "acme/ana", "--arg", "customer=1")).isEqualTo(1);
    assertThat(out.toString()).contains("no parameter");
  }

  @ParameterizedTest
  @CsvSource({
    "list_invoices, acme/nobody, there is no active member",
    "list_invoices, globex/ana, there is no active member",
    "list_invoices, acme, is a tenant and a user",
    "drop_tables, acme/ana, has no tool drop_tables"
  })
  void whatCannotBeTriedIsTwo(String tool, String as, String words) {
    assertThat(run(tool, "--as", as)).isEqualTo(2);
    assertThat(err.toString()).contains(words);
  }
}
