package dev.ringfence.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class BundledEmbedderTest {
  private static final BundledEmbedder EMBEDDER = new BundledEmbedder();
  private static final String CANCEL =
      "A booking can be cancelled free of charge until 24 hours before.";
  private static final String HOURS = "The workshop is open from nine to five on working days.";

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Test
  void vectorsHaveTheDimensionsAndTheNormPromised() {
    List<float[]> vectors = EMBEDDER.embed(List.of(CANCEL, "", "日本語 😀", "word ".repeat(5_000)));

    assertThat(vectors)
        .hasSize(4)
        .allSatisfy(
            vector -> {
              assertThat(vector).hasSize(EMBEDDER.dimensions());
              assertThat(similarity(vector, vector)).isCloseTo(1, within(1e-5));
            });
  }

  @Test
  void aQuestionIsNearestToThePassageThatAnswersIt() {
    List<float[]> passages = EMBEDDER.embed(List.of(CANCEL, HOURS));
    float[] question = EMBEDDER.embedQuery("Until when may I call off my appointment?");

    assertThat(similarity(question, passages.getFirst()))
        .isGreaterThan(similarity(question, passages.getLast()) + 0.05);
  }

  /** In a batch the quantised model would let one text move the vectors of the others. */
  @Test
  void aTextsVectorDependsOnThatTextAlone() {
    float[] alone = EMBEDDER.embed(List.of(CANCEL)).getFirst();

    assertThat(EMBEDDER.embed(List.of("other words ".repeat(200), CANCEL, HOURS)).get(1))
        .containsExactly(alone);
  }

  @Test
  void manyThreadsGetTheSameVectorsAsOne() throws InterruptedException {
    float[] question = EMBEDDER.embedQuery(CANCEL);
    List<float[]> vectors = Collections.synchronizedList(new ArrayList<>());

    List<Thread> threads =
        IntStream.range(0, 16)
            .mapToObj(
                _ -> Thread.startVirtualThread(() -> vectors.add(EMBEDDER.embedQuery(CANCEL))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(vectors)
        .hasSize(16)
        .allSatisfy(vector -> assertThat(vector).containsExactly(question));
  }

  private static double similarity(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }
}
