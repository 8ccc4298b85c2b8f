package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ACME;
import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.GLOBEX_VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static dev.ringfence.retrieval.KnowledgeBase.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.Reembedding.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReembeddingTest {
  private static KnowledgeBase base;

  private final TwoModels models = new TwoModels();

  @BeforeAll
  static void create() throws SQLException {
    base = new KnowledgeBase();
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @BeforeEach
  void fill() throws SQLException {
    base.clear();
    base.sql("DELETE FROM ringfence.embedding_model");
    base.publish(SAM, "hours.txt", "The shop is open from nine to five.");
    base.publish(SAM, "prices.txt", "A boiler visit costs eighty euros.");
    base.publish(STU, "pool.txt", "The pool is open in summer.");
    new PersonalFiles(base.store())
        .add(ANA, "own.txt", "text/plain", "My boiler hums.".getBytes(UTF_8), (done, of) -> {});
  }

  @Test
  void everyPassageGetsItsVectorAndTheTenantIsMoved() throws Exception {
    List<Outcome> outcomes = base.reembedding(models).run();

    assertThat(outcomes)
        .containsExactly(
            new Outcome("acme", "wanted", 3, 0, true), new Outcome("globex", "wanted", 1, 0, true));
    assertThat(base.single("SELECT count(*) FROM ringfence.chunk_vector WHERE model = 'wanted'"))
        .isEqualTo("4");
    assertThat(found(ANA, "boiler hums")).first().isEqualTo("My boiler hums.");
  }

  @Test
  void aSecondRunChangesNothing() {
    base.reembedding(models).run();

    assertThat(base.reembedding(models).pending()).isEmpty();
    assertThat(base.reembedding(models).run()).isEmpty();
  }

  @Test
  void searchGoesOnWhileVectorsAreMade() {
    AtomicInteger searches = new AtomicInteger();
    models.meanwhile =
        () -> {
          models.meanwhile = () -> {};
          searches.incrementAndGet();
          assertThat(found(VISITOR, "boiler visit")).hasSize(1);
        };

    base.reembedding(models).run();

    assertThat(searches).hasValue(1);
    assertThat(found(VISITOR, "boiler visit")).hasSize(1);
  }

  @Test
  void whatIsBroughtInMeanwhileIsFoundBeforeAndAfter() {
    models.meanwhile =
        () -> {
          models.meanwhile = () -> {};
          publishBy(models, "late.txt", "The garden gate is green.");
          assertThat(found(VISITOR, "garden gate")).hasSize(1);
        };

    base.reembedding(models).run();

    assertThat(found(VISITOR, "garden gate")).hasSize(1);
  }

  @Test
  void aProcessThatDoesNotKnowTheWantedModelKeepsTheTenantFromMovingTooEarly() throws Exception {
    AtomicInteger times = new AtomicInteger();
    models.meanwhile =
        () -> {
          if (times.incrementAndGet() == 1) {
            base.publish(SAM, "aaa-late.txt", "The garden gate is green.");
          }
        };

    base.reembedding(models).run();

    assertThat(found(VISITOR, "garden gate")).hasSize(1);
    assertThat(
            base.single(
                "SELECT count(*) FROM ringfence.chunk c WHERE NOT EXISTS (SELECT FROM"
                    + " ringfence.chunk_vector v WHERE v.document_id = c.document_id"
                    + " AND v.ordinal = c.ordinal AND v.model = 'wanted')"))
        .isEqualTo("0");
  }

  @Test
  void anIngestionThatBeganBeforeTheMoveIsSearchableAfterIt() throws Exception {
    // Its first vectors are by the old model alone, since the wanted one is away at that moment.
    models.away = true;
    try (Connection administrator = base.administrator()) {
      administrator.setAutoCommit(false);
      administrator
          .prepareCall(
              "SELECT pg_advisory_xact_lock(hashtextextended('"
                  + PassageVectors.LOCK
                  + ACME
                  + "', 0))")
          .execute();
      Thread ingestion =
          Thread.ofVirtual()
              .start(() -> publishBy(models, "late.txt", "The garden gate is green."));
      while (Integer.parseInt(base.single(WAITING)) == 0) {
        Thread.onSpinWait();
      }
      models.away = false;
      administrator
          .prepareCall(
              "INSERT INTO ringfence.embedding_model VALUES ('" + ACME + "', 'wanted', now())")
          .execute();
      administrator.commit();
      ingestion.join();
    }

    assertThat(found(VISITOR, "garden gate")).hasSize(1);
  }

  private static final String WAITING =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

  @Test
  void aRefusedPassageKeepsItsTenantWhereItIsAndNoOther() {
    models.refuses = text -> text.contains("hums");

    assertThat(base.reembedding(models).run())
        .containsExactly(
            new Outcome("acme", "wanted", 2, 1, false),
            new Outcome("globex", "wanted", 1, 0, true));
    assertThat(found(VISITOR, "boiler visit")).hasSize(1);
    assertThat(found(GLOBEX_VISITOR, "pool summer")).hasSize(1);
  }

  @Test
  void whatBrokeOffGoesOn() throws Exception {
    models.away = true;
    assertThatThrownBy(() -> base.reembedding(models).run()).isInstanceOf(EmbeddingException.class);
    assertThat(base.single("SELECT count(*) FROM ringfence.embedding_model")).isEqualTo("0");

    models.away = false;
    assertThat(base.reembedding(models).run()).extracting(Outcome::moved).containsOnly(true);
  }

  @Test
  void oldVectorsStayForTheSearchesThatBeganBeforeAndThenGo() throws Exception {
    base.reembedding(models).run();
    assertThat(base.single("SELECT count(*) FROM ringfence.chunk_vector WHERE model = 'words'"))
        .isEqualTo("4");

    base.sql("UPDATE ringfence.embedding_model SET since = since - interval '2 minutes'");
    base.reembedding(models).run();

    assertThat(base.single("SELECT string_agg(DISTINCT model, ',') FROM ringfence.chunk_vector"))
        .isEqualTo("wanted");
    assertThat(found(VISITOR, "boiler visit")).hasSize(1);
  }

  @Test
  void whereTheModelIsAwayWordsAloneAnswer() {
    base.reembedding(models).run();
    models.away = true;

    assertThat(found(VISITOR, "boiler visit"))
        .containsExactly("A boiler visit costs eighty euros.");
    assertThat(found(VISITOR, "quantum")).isEmpty();
  }

  @Test
  void aDocumentThatIsThereIsNotReadAgainForAnotherModel() {
    assertThat(publishBy(models, "hours.txt", "The shop is open from nine to five."))
        .isInstanceOf(Ingested.Unchanged.class);
  }

  @Test
  void aTenantOfAModelThatIsNotSetUpTakesNoDocuments() {
    base.reembedding(models).run();

    assertThatThrownBy(() -> base.publish(SAM, "late.txt", "The garden gate is green."))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("wanted, which is not set up");
  }

  private static Ingested publishBy(Embedders embedders, String name, String text) {
    return base.store(embedders)
        .ingest(SAM, plain(name, text, Visibility.PUBLIC, null), IngestProgress.SILENT);
  }

  private List<String> found(Principal by, String question) {
    return texts(base.search(models).search(by, question, 5));
  }
}
