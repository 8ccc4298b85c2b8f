package dev.ringfence.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.RelevanceFloor;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A model that takes no time, so that a search can be measured among many passages: the vectors lie
 * as those of texts do, and which one a text gets depends on nothing but the text.
 */
record DrawnEmbedder(SentenceVectors vectors) implements Embedder {
  @Override
  public String model() {
    return VectorDatabase.MODEL;
  }

  /** Everything is near enough, so that as much is found and read as ever is. */
  @Override
  public RelevanceFloor floor() {
    return new RelevanceFloor(-1, -1);
  }

  @Override
  public int dimensions() {
    return SentenceVectors.DIMENSIONS;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(this::embedQuery).toList();
  }

  @Override
  public float[] embedQuery(String query) {
    UUID hash = UUID.nameUUIDFromBytes(query.getBytes(UTF_8));
    return vectors.any(new Random(hash.getMostSignificantBits()));
  }
}
