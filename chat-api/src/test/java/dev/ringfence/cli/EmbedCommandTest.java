package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedding.ScriptedEmbeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Moving the knowledge base to another model, as an operator types it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbedCommandTest {
  private final ScriptedEmbeddings server = new ScriptedEmbeddings();
  private IngestDesk desk;

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    desk = new IngestDesk(temporary);
    Path docs = Files.createDirectory(desk.folder().resolve("docs"));
    Files.writeString(docs.resolve("hours.md"), "# Hours\n\nNine to five.\n");
    desk.json(0, docs.toString());
    Files.writeString(
        desk.folder().resolve("ringfence.yaml"),
        """
        embedding-model: words
        embedding-base-url: "%s"
        """
            .formatted(server.settings().baseUrl()),
        StandardOpenOption.APPEND);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void aDryRunSaysWhoIsToBeMovedAndDoesNothing() throws Exception {
    assertThat(desk.other("embed", "--dry-run")).isZero();

    assertThat(desk.out()).contains("acme", "globex");
    assertThat(models()).isEqualTo("bge-small-en-v1.5-q");
    assertThat(server.received()).isEmpty();
  }

  @Test
  @Order(2)
  void aTenantIsMovedAlone() throws Exception {
    assertThat(desk.other("embed", "--tenant", "acme")).as(desk.err()).isZero();

    assertThat(desk.out()).contains("acme: searched by server/words", "1 passages embedded");
    assertThat(
            desk.single(
                "SELECT string_agg(t.slug, ',') FROM ringfence.embedding_model m"
                    + " JOIN ringfence.tenant t ON t.id = m.tenant_id"))
        .isEqualTo("acme");
  }

  @Test
  @Order(3)
  void theOthersFollowAndThenThereIsNothingToDo() {
    assertThat(desk.other("embed")).as(desk.err()).isZero();
    assertThat(desk.out()).contains("globex: searched by server/words");

    assertThat(desk.other("embed")).isZero();
    assertThat(desk.out()).contains("Everything is searched by server/words");
  }

  @Test
  @Order(4)
  void aServerThatIsAwayIsSaid() throws Exception {
    desk.sql("DELETE FROM ringfence.embedding_model");
    desk.sql("DELETE FROM ringfence.chunk_vector WHERE model LIKE 'server/%'");
    server.close();

    assertThat(desk.other("embed")).isEqualTo(1);
    assertThat(desk.err()).contains("embedding server", "the same command goes on");
  }

  private String models() throws Exception {
    return desk.single("SELECT string_agg(DISTINCT model, ',') FROM ringfence.chunk_vector");
  }
}
