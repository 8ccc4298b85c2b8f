package dev.ringfence.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * An embedder for tests: a text is the sum of its words, each of which points somewhere of its own.
 */
final class WordEmbedder implements Embedder {
  private static final int DIMENSIONS = 96;

  private final String model;

  WordEmbedder() {
    this("words");
  }

  WordEmbedder(String model) {
    this.model = model;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public RelevanceFloor floor() {
    return new RelevanceFloor(0.6, 0.3);
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(this::embedQuery).toList();
  }

  @Override
  public float[] embedQuery(String query) {
    double[] sum = new double[DIMENSIONS];
    for (String word : query.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      Random random = new Random(word.hashCode() * 31L + model.hashCode());
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += random.nextGaussian();
      }
    }
    double norm = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (sum[i] / norm);
    }
    return vector;
  }
}
