package dev.ringfence.proposal;

import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.RelevanceFloor;
import java.util.List;

/** Makes no vector: no proposed tool searches documents. */
final class NoEmbedder implements Embedder {
  @Override
  public String model() {
    return "none";
  }

  @Override
  public RelevanceFloor floor() {
    return new RelevanceFloor(0.5, 0.5);
  }

  @Override
  public int dimensions() {
    return 1;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[] embedQuery(String query) {
    throw new UnsupportedOperationException();
  }
}
