package dev.ringfence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.IngestProgress;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Visibility;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody's search finds, on the demo companies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchCommandTest {
  private Path folder = Path.of("");
  private TestDatabase database;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    database = DemoData.create();
    publish(
        "acme",
        "cancel.md",
        "# Cancelling\n\nYou can cancel a booking free of charge until the day before.",
        null);
    publish(
        "acme", "bonus.md", "# Bonus\n\nThe bonus code of Ana for a booking is GREENVALVE.", "ana");
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
    List<String> all = new ArrayList<>(List.of("search"));
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
  void eachPassageSaysWhyItWasFound() throws IOException {
    JsonNode found = json("can I cancel a booking", "--as", "acme/ana").path("found").path(0);

    assertThat(found.path("title").asText()).isEqualTo("Cancelling");
    assertThat(found.path("url").asText()).startsWith("/docs/cancel.md");
    assertThat(found.path("visibility").asText()).isEqualTo("public");
    assertThat(found.at("/meaning/place").asInt()).isPositive();
    assertThat(found.at("/meaning/distance").asDouble()).isBetween(0.0, 1.0);
    assertThat(found.at("/words/matched").toString()).contains("cancel", "booking");
  }

  @Test
  void peopleReadItInSections() {
    assertThat(run("can I cancel a booking", "--as", "acme/ana")).as(err::toString).isZero();
    assertThat(out.toString())
        .contains(
            "as acme/ana, a customer",
            "words",
            "found by bge-small-en-v1.5-q, where",
            "1.  “Cancelling”",
            "public");
  }

  @Test
  void whereNothingAnswersItSaysSoAndWhatCameNearest() {
    assertThat(run("quantum entanglement of booking clerks", "--as", "acme/ben")).isZero();
    assertThat(out.toString())
        .contains(
            "nothing: no passage that acme/ben may read", "the nearest is “", "below the floor");
  }

  @Test
  void whatIsSomebodyElsesIsNotFound() throws IOException {
    assertThat(json("GREENVALVE", "--as", "acme/ana").path("found")).hasSize(1);
    assertThat(json("GREENVALVE", "--as", "acme/ben").toString()).doesNotContain("bonus code");
    assertThat(json("GREENVALVE", "--as", "acme/ben").at("/words/0/use").asText())
        .isEqualTo("unknown");
  }

  /** Of what a sibling has, and of what another company has, not a byte shows. */
  @Test
  void whatOthersHaveChangesNoByteOfIt() {
    List<String> questions = List.of("can I cancel a booking", "GREENVALVE", "quantum booking");
    List<String> alone = all(questions);

    publish("globex", "theirs.md", "# Booking\n\nCancel a booking with GREENVALVE, quantum.", null);
    publish("acme", "own.md", "# Booking\n\nCancel a booking with GREENVALVE, quantum.", "ana");

    assertThat(all(questions)).isEqualTo(alone);
    remove("own.md");
    remove("theirs.md");
  }

  private List<String> all(List<String> questions) {
    List<String> shown = new ArrayList<>();
    for (String question : questions) {
      for (String format : List.of("text", "json")) {
        assertThat(run(question, "--as", "acme/ben", "--format", format)).isZero();
        shown.add(out.toString());
      }
    }
    return shown;
  }

  @Test
  void theAuditSaysThatItWasSearchedAndNotForWhat() throws IOException, SQLException {
    json("GREENVALVE", "--as", "acme/cleo");

    try (var connection = database.admin().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM ringfence.audit_entry WHERE action = 'search'"
                    + " AND code = '' AND role = 'operator'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a booking, acme/nobody, 10, there is no active member",
    "a booking, globex/ana, 10, there is no active member",
    "a booking, acme, 10, is a tenant and a user",
    "' ', acme/ana, 10, the question is empty",
    "a booking, acme/ana, 0, --limit is 1 to 50",
    "a booking, acme/ana, 51, --limit is 1 to 50"
  })
  void whatCannotBeSearchedIsTwo(String question, String as, String limit, String words) {
    assertThat(run(question, "--as", as, "--limit", limit)).isEqualTo(2);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void aSuspendedTenantIsSaidToBe() {
    database.execute("UPDATE ringfence.tenant SET status = 'suspended' WHERE slug = 'globex'");
    try {
      assertThat(run("a booking", "--as", "globex/gil")).isEqualTo(2);
      assertThat(err.toString()).contains("the tenant globex is suspended");
    } finally {
      database.execute("UPDATE ringfence.tenant SET status = 'active' WHERE slug = 'globex'");
    }
  }

  @Test
  void withoutADatabaseItSaysWhatToSet(@TempDir Path empty) {
    int code =
        Main.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("search", "a booking", "--as", "acme/ana", "--data", empty.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("set DATABASE_URL, or --data of a running instance");
  }

  private void publish(String tenant, String name, String text, @Nullable String owner) {
    var vertx = Vertx.vertx();
    try (var embedder = new BundledEmbedder();
        var tenants = new TenantDatabase(vertx, database.settings(), Clock.systemUTC())) {
      UUID id = uuid("SELECT id FROM ringfence.tenant WHERE slug = '" + tenant + "'");
      @Nullable UUID customer =
          owner == null
              ? null
              : uuid(
                  "SELECT member_id FROM ringfence.membership WHERE tenant_id = '"
                      + id
                      + "' AND subject = '"
                      + owner
                      + "'");
      new DocumentStore(tenants, embedder, Clock.systemUTC())
          .ingest(
              new Principal.Staff(id, id),
              new NewDocument(
                  name,
                  "text/markdown",
                  text.getBytes(UTF_8),
                  customer == null ? Visibility.PUBLIC : Visibility.CUSTOMER,
                  customer,
                  null,
                  "/docs/" + name),
              IngestProgress.SILENT);
    } finally {
      vertx.close();
    }
  }

  private void remove(String name) {
    database.execute("DELETE FROM ringfence.document WHERE source_name = '" + name + "'");
  }

  private UUID uuid(String sql) {
    try (var connection = database.admin().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getObject(1, UUID.class);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
