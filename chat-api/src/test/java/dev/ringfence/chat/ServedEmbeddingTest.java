package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.embedding.ScriptedEmbeddings;
import dev.ringfence.retrieval.Reembedding;
import dev.ringfence.retrieval.Reembedding.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The service with an embedding model behind a server, before and after tenants are moved to it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServedEmbeddingTest {
  private static final String ADDRESS = "eva.lang@example.com";
  private static final String QUESTION = "Whom do I ask about the garden gate, " + ADDRESS + "?";

  private static ScriptedEmbeddings server;
  private static ServiceWorld world;
  private static Uploads uploads;
  private static String sam;
  private static String ana;

  @BeforeAll
  static void start() {
    server = new ScriptedEmbeddings();
    world = new ServiceWorld(server.settings());
    uploads = new Uploads(world);
    sam = world.tokenOf("acme", "sam");
    ana = world.tokenOf("acme", "ana");
  }

  @AfterAll
  static void stop() {
    world.close();
    server.close();
  }

  @Test
  @Order(1)
  void aDocumentIsFoundAtOnceAndItsVectorsByBothModelsAreMade() {
    uploads.text(
        "/v1/documents", sam, "gate.txt", "About the garden gate ask " + ADDRESS + " at noon.");

    assertThat(world.ask(ana, QUESTION).toString()).contains("at noon");
    assertThat(String.join("\n", server.received())).contains("garden gate ask [EMAIL_1]");
  }

  @Test
  @Order(2)
  void afterTheMoveTheServerIsAskedAndNothingPersonalLeaves() {
    List<Outcome> outcomes =
        new Reembedding(
                world.database.admin(), world.service.embedders(), Optional.empty(), _ -> {})
            .run();
    assertThat(outcomes).isNotEmpty().extracting(Outcome::moved).containsOnly(true);
    int before = server.received().size();

    assertThat(world.ask(ana, QUESTION).toString()).contains("at noon");

    assertThat(server.received().size()).isGreaterThan(before);
    assertThat(server.received().getLast()).contains("garden gate, [EMAIL_1]?");
    assertThat(String.join("\n", server.received())).doesNotContain("eva.lang");
  }

  @Test
  @Order(3)
  void withoutTheServerWordsAloneAnswer() {
    server.close();

    assertThat(world.ask(ana, "garden gate noon").toString()).contains("at noon");
  }
}
