package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filling the knowledge base, as an operator types it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestCommandTest {
  private IngestDesk desk;
  private Path docs = Path.of("");

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    desk = new IngestDesk(temporary);
  }

  @BeforeEach
  void fill() throws IOException, SQLException {
    desk.sql("DELETE FROM ringfence.document");
    docs = Files.createTempDirectory(desk.folder(), "docs");
    Files.createDirectories(docs.resolve("guide"));
    Files.writeString(docs.resolve("hours.md"), "# Hours\n\nNine to five.\n");
    Files.writeString(docs.resolve("guide/parts.csv"), "Part,Price\nPump,120\n");
  }

  @Test
  void aFolderIsReadInAndASecondRunChangesNothing() throws Exception {
    JsonNode first = json(0);
    assertThat(first.path("added").asInt()).isEqualTo(2);
    assertThat(desk.documents())
        .containsExactly(
            "Hours tenant file " + docs + "/hours.md",
            "Parts tenant file " + docs + "/guide/parts.csv");

    String before = everything();
    JsonNode second = json(0);
    assertThat(second.path("unchanged").asInt()).isEqualTo(2);
    assertThat(second.path("added").asInt() + second.path("replaced").asInt()).isZero();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aChangedFileIsReplacedAndADeletedOneDisappears() throws Exception {
    json(0);
    Files.writeString(docs.resolve("hours.md"), "# Hours\n\nTen to six.\n");
    Files.delete(docs.resolve("guide/parts.csv"));

    JsonNode again = json(0);

    assertThat(again.path("replaced").asInt()).isOne();
    assertThat(again.path("removed").asInt()).isOne();
    assertThat(desk.single("SELECT string_agg(text, '|') FROM ringfence.chunk"))
        .isEqualTo("Ten to six.");
  }

  @Test
  void whatWasUploadedOrCameFromElsewhereIsNeverRemoved() throws Exception {
    json(0);
    desk.sql(
        "INSERT INTO ringfence.document (tenant_id, id, visibility, source_name, title, media_type,"
            + " content_sha256, fingerprint, created_at, updated_at, origin)"
            + " SELECT tenant_id, gen_random_uuid(), visibility, '"
            + docs
            + "/' || o, 'Kept', media_type, content_sha256, fingerprint, now(), now(), o"
            + " FROM ringfence.document, unnest(ARRAY['upload', 'site']) AS o WHERE title = 'Hours'");
    desk.sql(
        "INSERT INTO ringfence.document (tenant_id, id, visibility, source_name, title, media_type,"
            + " content_sha256, fingerprint, created_at, updated_at, origin)"
            + " SELECT tenant_id, gen_random_uuid(), visibility, '"
            + docs
            + "-other/x.md', 'Kept', media_type, content_sha256, fingerprint, now(), now(), 'file'"
            + " FROM ringfence.document WHERE title = 'Hours'");
    Files.delete(docs.resolve("hours.md"));

    assertThat(json(0).path("removed").asInt()).isOne();
    assertThat(desk.documents()).filteredOn(line -> line.startsWith("Kept")).hasSize(3);
  }

  @Test
  void anEmptyFolderRemovesNothingAsItMayNotBeMounted() throws Exception {
    json(0);
    Files.delete(docs.resolve("hours.md"));
    Files.delete(docs.resolve("guide/parts.csv"));

    assertThat(json(0).path("notes").toString()).contains("is empty");
    assertThat(desk.documents()).hasSize(2);
  }

  @Test
  void vanishedDocumentsStayWhereThatIsAskedFor() throws Exception {
    json(0);
    Files.delete(docs.resolve("hours.md"));

    assertThat(json(0, "--no-remove-vanished").path("removed").asInt()).isZero();
    assertThat(json(0, "--dry-run").path("removed").asInt()).isOne();
    assertThat(desk.documents()).hasSize(2);
  }

  @Test
  void whatCannotBeReadIsReportedAndTheRestGoesOn() throws Exception {
    Files.writeString(docs.resolve("broken.pdf"), "%PDF-1.4 and nothing");
    Files.write(docs.resolve("huge.txt"), new byte[33 << 20]);
    Files.writeString(docs.resolve(".hidden.md"), "Hidden");
    Files.writeString(docs.resolve("photo.jpg"), "x");
    Path outside = Files.writeString(desk.folder().resolve("outside.md"), "Not named");
    Files.createSymbolicLink(docs.resolve("link.md"), outside);
    Files.createSymbolicLink(docs.resolve("up"), desk.folder());
    assertThat(new ProcessBuilder("mkfifo", docs.resolve("pipe.md").toString()).start().waitFor())
        .isZero();

    JsonNode summary = json(1);

    assertThat(summary.path("added").asInt()).isEqualTo(2);
    assertThat(summary.path("passedOver").asInt()).isEqualTo(5);
    assertThat(summary.path("skipped")).hasSize(2);
    assertThat(summary.path("skipped").toString())
        .contains("broken.pdf", "damaged", "huge.txt", "larger than 32 MiB");
  }

  @Test
  void nothingIsStoredByATrialRun() throws Exception {
    JsonNode trial = json(0, "--dry-run");

    assertThat(trial.path("added").asInt()).isEqualTo(2);
    assertThat(desk.documents()).isEmpty();
  }

  @Test
  void documentsOfOneCustomerAreThatCustomersAlone() throws Exception {
    json(0, "--owner", "ana");

    assertThat(
            desk.single(
                "SELECT count(*) FROM ringfence.document JOIN ringfence.membership"
                    + " ON member_id = customer_id WHERE visibility = 'customer' AND subject = 'ana'"))
        .isEqualTo("2");
  }

  @Test
  void filesAreLinkedToWhereTheyAreShown() throws Exception {
    json(0, "--visibility", "public", "--url-base", "https://docs.example.com/en/");

    assertThat(desk.single("SELECT string_agg(url, ' ' ORDER BY url) FROM ringfence.document"))
        .isEqualTo(
            "https://docs.example.com/en/guide/parts.csv https://docs.example.com/en/hours.md");
  }

  @Test
  void theAuditSaysWhatAnOperatorChanged() throws Exception {
    json(0);

    assertThat(
            desk.single(
                "SELECT string_agg(DISTINCT role || ' ' || action, ', ') FROM ringfence.audit_entry"
                    + " WHERE action LIKE '%ingest%'"))
        .isEqualTo("operator ingest, operator ingest document");
  }

  @ParameterizedTest
  @CsvSource({
    "--tenant nowhere, 2, there is no tenant",
    "--tenant acme --owner nobody, 2, has no member",
    "--tenant acme --owner sam, 2, is no active customer",
    "--tenant acme --visibility customer, 3, --owner",
    "--tenant acme --visibility public --owner ana, 3, --owner",
    "--tenant acme --visibility everybody, 3, everybody",
    "--tenant acme --url-base javascript:x, 3, --url-base",
    "--tenant acme no-such-folder, 3, no-such-folder",
    "--tenant acme http://user:secret@127.0.0.1/, 3, password",
    "--visibility public, 3, --tenant"
  })
  void whatCannotBeDoneSaysWhy(String words, int code, String message) {
    assertThat(desk.run((docs + " " + words).split(" "))).isEqualTo(code);
    assertThat(desk.err()).contains(message);
  }

  @Test
  void aWatchedFolderIsFollowedUntilTheCommandIsStopped() throws Exception {
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    Thread command =
        Thread.ofPlatform()
            .start(
                () ->
                    desk.run(
                        new Lines(said),
                        new StringWriter(),
                        docs.toString(),
                        "--tenant",
                        "acme",
                        "--watch"));
    assertThat(said.take()).startsWith("2 added");

    Files.writeString(docs.resolve("new.txt"), "Fresh words.");
    assertThat(said.take()).startsWith("1 added, 0 replaced");
    Files.delete(docs.resolve("hours.md"));
    assertThat(said.take()).contains("1 removed");

    command.interrupt();
    command.join();
    assertThat(desk.documents())
        .extracting(line -> line.split(" ")[0])
        .containsExactly("New", "Parts");
  }

  /** Hands over each summary when it is complete. */
  private static final class Lines extends StringWriter {
    private final BlockingQueue<String> said;

    Lines(BlockingQueue<String> said) {
      this.said = said;
    }

    @Override
    public void flush() {
      if (!getBuffer().isEmpty()) {
        said.add(toString());
        getBuffer().setLength(0);
      }
    }
  }

  @Test
  void peopleReadTheSummaryAsText() {
    assertThat(desk.run(docs.toString(), "--tenant", "acme")).as(desk.err()).isZero();
    assertThat(desk.out())
        .isEqualTo(
            "2 added, 0 replaced, 0 unchanged, 0 removed, 0 skipped, 0 passed over; 2 passages\n");
  }

  private JsonNode json(int code, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(docs.toString()));
    all.addAll(List.of(words));
    return desk.json(code, all.toArray(String[]::new));
  }

  private String everything() throws SQLException {
    return desk.single(
        "SELECT (SELECT string_agg(concat(d.*::text, d.xmin), ',') FROM ringfence.document d)"
            + " || (SELECT string_agg(concat(c.*::text, c.xmin), ',') FROM ringfence.chunk c)");
  }
}
