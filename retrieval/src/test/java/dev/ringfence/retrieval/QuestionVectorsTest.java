package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ACME;
import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.GLOBEX;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Principal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuestionVectorsTest {
  private final List<String> embedded = new ArrayList<>();
  private final QuestionVectors vectors = new QuestionVectors();
  private final Embedder model = new Counting();

  @Test
  void theSameQuestionOfTheSamePersonIsEmbeddedOnce() {
    assertThat(vectors.of(ANA, model, "where is it"))
        .isEqualTo(vectors.of(ANA, model, "where is it"));

    assertThat(embedded).containsExactly("where is it");
  }

  @Test
  void nobodyIsServedFromWhatAnotherAsked() {
    List<Principal> people =
        List.of(
            ANA,
            BEN,
            SAM,
            VISITOR,
            new Principal.Customer(GLOBEX, ANA.customer()),
            new Principal.Staff(ACME, ANA.customer()),
            new Principal.Visitor(ACME, ANA.customer()));

    people.forEach(person -> vectors.of(person, model, "where is it"));

    assertThat(embedded).hasSize(people.size());
  }

  @Test
  void anotherWordIsAnotherQuestion() {
    vectors.of(ANA, model, "where is it");
    vectors.of(ANA, model, "Where is it");

    assertThat(embedded).hasSize(2);
  }

  @Test
  void whatWasNotAskedForLongestIsForgotten() {
    for (int i = 0; i < 17; i++) {
      vectors.of(ANA, model, "question " + i);
    }
    vectors.of(ANA, model, "question 16");
    vectors.of(ANA, model, "question 0");

    assertThat(embedded).hasSize(18).endsWith("question 16", "question 0");
  }

  /** Writes down what it embeds. */
  private final class Counting implements Embedder {
    private final Embedder words = new WordEmbedder();

    @Override
    public String model() {
      return words.model();
    }

    @Override
    public RelevanceFloor floor() {
      return words.floor();
    }

    @Override
    public int dimensions() {
      return words.dimensions();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return words.embed(texts);
    }

    @Override
    public float[] embedQuery(String query) {
      embedded.add(query);
      return words.embedQuery(query);
    }
  }
}
