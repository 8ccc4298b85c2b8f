package dev.ringfence.retrieval;

/**
 * The similarity of a passage to a question below which the passage does not answer it. It belongs
 * to a model: each has its own idea of how near unrelated texts are.
 *
 * @param alone where nothing but the vector speaks for the passage
 * @param supported where the passage also has the question's words, or enough of the rare ones
 *     among them to weigh as much as those that it lacks
 */
public record RelevanceFloor(double alone, double supported) {
  public RelevanceFloor {
    if (!(supported <= alone) || alone > 1 || supported < -1) {
      throw new IllegalArgumentException(
          "a relevance floor lies between -1 and 1, the supported one below the other");
    }
  }
}
