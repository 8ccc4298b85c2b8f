package dev.ringfence.retrieval;

import java.util.List;

/**
 * Turns texts into vectors whose nearness is nearness in meaning. Implementations are thread-safe.
 */
public interface Embedder {
  /** The name of the model, kept beside each vector: vectors of two models are never compared. */
  String model();

  /** How near a passage's vector must be to a question's for the passage to answer it. */
  RelevanceFloor floor();

  /** The number of dimensions of each vector. */
  int dimensions();

  /**
   * How many tokens a text has for the model, about; more than {@link #mostTokens()} are not looked
   * at.
   */
  default int tokens(String text) {
    return Tokens.approximate(text);
  }

  /** How many tokens of a text the model looks at. */
  default int mostTokens() {
    return 512;
  }

  /** How many texts it is best given at a time. */
  default int batch() {
    return 16;
  }

  /**
   * The vectors of texts, in their order, each of length {@link #dimensions()} and of norm 1. A
   * text's vector depends on that text alone, never on the others it came with.
   *
   * @param texts passages, or any texts to compare with each other; each is cut at the model's own
   *     limit of tokens
   * @throws EmbeddingException when the model cannot answer
   */
  List<float[]> embed(List<String> texts);

  /**
   * The vector of a question, to be compared with the vectors of passages: some models want it
   * marked as a question.
   *
   * @throws EmbeddingException when the model cannot answer
   */
  float[] embedQuery(String query);
}
