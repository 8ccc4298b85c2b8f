package dev.ringfence.tools;

import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.RelevanceFloor;
import java.util.List;

/** An embedder for tests to which every text is equally near. */
final class LevelEmbedder implements Embedder {
  private static final float[] VECTOR = {0.5f, 0.5f, 0.5f, 0.5f};

  @Override
  public String model() {
    return "level";
  }

  @Override
  public RelevanceFloor floor() {
    return new RelevanceFloor(0.5, 0.5);
  }

  @Override
  public int dimensions() {
    return VECTOR.length;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(_ -> VECTOR.clone()).toList();
  }

  @Override
  public float[] embedQuery(String query) {
    return VECTOR.clone();
  }
}
