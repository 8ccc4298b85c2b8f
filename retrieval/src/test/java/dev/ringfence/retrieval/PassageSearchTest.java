package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static dev.ringfence.retrieval.KnowledgeBase.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PassageSearchTest {
  private static final List<String> QUESTIONS =
      List.of(
          "opening hours on saturday",
          "price of a boiler visit",
          "cancel my booking",
          "GREENVALVE",
          "warranty");

  private static KnowledgeBase base;

  @BeforeAll
  static void open() throws Exception {
    base = new KnowledgeBase();
  }

  @BeforeEach
  void fill() throws Exception {
    base.clear();
    base.publish(SAM, "hours.txt", "Our opening hours are nine to five, on Saturday ten to two.");
    base.publish(SAM, "prices.txt", "The price of a boiler visit is 69 euros.");
    base.publish(
        SAM, "cancel.txt", "You can cancel a booking free of charge until the day before.");
    base.publish(
        SAM,
        "codes.txt",
        "Error F28 of the boiler: no ignition. Call Zoë Müller-Lüdenscheid, part 4711/08.");
    base.publish(SAM, "warranty.txt", "The warranty on parts is two years.");
    base.store()
        .ingest(
            SAM,
            plain(
                "bonus.txt",
                "Your code word for half price is GREENVALVE.",
                Visibility.CUSTOMER,
                ANA.customer()),
            IngestProgress.SILENT);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @ParameterizedTest
  @CsvSource({
    "what are the opening hours, Our opening",
    "boiler price, The price",
    "cancel booking, You can cancel",
    "F28, Error F28",
    "Müller-Lüdenscheid, Error F28",
    "4711/08, Error F28",
    "warranties, The warranty"
  })
  void theBestPassageComesFirst(String question, String start) {
    assertThat(base.search().search(VISITOR, question, 3))
        .first()
        .satisfies(passage -> assertThat(passage.text()).startsWith(start));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"what is the capital of France", "quantum entanglement", "GREENVALVE", "hello"})
  void whatNothingAnswersFindsNothing(String question) {
    assertThat(base.search().search(VISITOR, question, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "the of and",
        "😀",
        "'); DROP TABLE ringfence.chunk; --",
        "a & | ! <-> :*",
        "\\",
        "\\'",
        "'",
        "\0boiler\0",
        "\ud800",
        "%_",
        "http://example.com/a\\b?c='d'"
      })
  void noQuestionBreaksTheSearch(String question) {
    assertThat(base.search().search(VISITOR, question, 10)).isNotNull();
  }

  @Test
  void aVeryLongQuestionIsCut() {
    assertThat(base.search().search(VISITOR, "boiler price ".repeat(100_000), 10)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 51})
  void theLimitIsBounded(int limit) {
    assertThatThrownBy(() -> base.search().search(VISITOR, "boiler", limit))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSamePassageInTwoDocumentsIsOneAnswer() {
    base.publish(SAM, "prices-copy.txt", "The price of a boiler  visit is 69 EUROS.");

    assertThat(
            texts(base.search().search(VISITOR, "boiler price", 10)).stream()
                .filter(text -> text.contains("69")))
        .hasSize(1);
  }

  @Test
  void aPassageSaysWhereItStands() {
    byte[] html =
        "<h1>Prices</h1><h2 id=night>Night</h2><p>At night 95 euros more.".getBytes(UTF_8);
    NewDocument page =
        new NewDocument("p.html", "text/html", html, Visibility.PUBLIC, null, null, "/prices");
    base.store().ingest(SAM, page, IngestProgress.SILENT);

    Passage passage = base.search().search(VISITOR, "night price", 1).getFirst();

    assertThat(passage)
        .isEqualTo(
            new Passage(
                passage.documentId(),
                "Prices",
                "Night",
                "/prices#night",
                "At night 95 euros more.",
                Visibility.PUBLIC));
  }

  /**
   * Vectors right at the victim's questions, its very words, thousands of the same: the lab's
   * attack on a shared index.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatNeighboursStoreChangesNothing(long seed) throws Exception {
    List<List<Passage>> before = answers();

    poison(new Random(seed));

    assertThat(answers()).isEqualTo(before);
    base.sql("ANALYZE");
    assertThat(answers()).isEqualTo(before);
  }

  @Test
  void whatIsNotTheirsDoesNotShowInTheOrderOfSiblings() {
    List<Passage> before = base.search().search(BEN, "boiler price warranty booking", 10);

    IntStream.range(0, 30)
        .forEach(
            i ->
                base.store()
                    .ingest(
                        SAM,
                        plain(
                            "own-" + i,
                            "warranty warranty booking " + i,
                            Visibility.CUSTOMER,
                            ANA.customer()),
                        IngestProgress.SILENT));

    assertThat(base.search().search(BEN, "boiler price warranty booking", 10)).isEqualTo(before);
  }

  private List<List<Passage>> answers() {
    List<List<Passage>> answers = new ArrayList<>();
    for (Principal principal : List.of(VISITOR, ANA, BEN, SAM)) {
      QUESTIONS.forEach(question -> answers.add(base.search().search(principal, question, 10)));
    }
    return answers;
  }

  private void poison(Random random) throws Exception {
    base.publish(STU, "poison", String.join("\n\n", QUESTIONS));
    WordEmbedder embedder = new WordEmbedder();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String question = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
      float[] vector = embedder.embedQuery(question);
      vector[random.nextInt(vector.length)] += (float) (random.nextGaussian() / 1_000);
      rows.add(List.of(1_000 + i, question, StoredVector.literal(vector)));
    }
    base.batch(
        """
        WITH chunk AS (
          INSERT INTO ringfence.chunk (tenant_id, document_id, ordinal, visibility, title, heading_path, text)
          SELECT tenant_id, id, ?, visibility, title, '', ? FROM ringfence.document WHERE source_name = 'poison'
          RETURNING *)
        INSERT INTO ringfence.chunk_vector (tenant_id, document_id, ordinal, visibility, model, embedding)
        SELECT tenant_id, document_id, ordinal, visibility, 'words', CAST(? AS halfvec) FROM chunk
        """,
        rows);
    assertThat(base.search().search(STU, QUESTIONS.getFirst(), 10))
        .as("the poison is there")
        .isNotEmpty();
  }
}
