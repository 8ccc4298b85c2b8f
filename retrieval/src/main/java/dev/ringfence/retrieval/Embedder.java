package dev.ringfence.retrieval;

import java.util.List;

/** Turns texts into vectors whose nearness is nearness in meaning. Implementations are thread-safe. */
public interface Embedder {
  /** The number of dimensions of each vector. */
  int dimensions();

  /**
   * The vectors of texts, in their order, each of length {@link #dimensions()} and of norm 1.
   *
   * @param texts what to embed; each is cut at the model's own limit of tokens
   */
  List<float[]> embed(List<String> texts);
}
