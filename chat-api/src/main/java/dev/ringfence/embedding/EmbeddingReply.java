package dev.ringfence.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringfence.retrieval.EmbeddingException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What a server answered to {@code POST /embeddings}: a list of vectors, each with the place of its
 * text. It may list them in any order.
 *
 * <p>Source of the form: OpenAI's API reference, "Create embeddings".
 */
final class EmbeddingReply {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As many as PostgreSQL's halfvec has at most. */
  private static final int MOST_DIMENSIONS = 16_000;

  private static final double NOTHING = 1e-6;

  private EmbeddingReply() {}

  /**
   * The vectors in the order of their texts, each of norm 1 and all of the same length.
   *
   * @throws EmbeddingException when there is not exactly one vector for each text
   */
  static List<float[]> vectors(byte[] answer, int texts) {
    JsonNode data;
    try {
      data = JSON.readTree(answer).path("data");
    } catch (IOException e) {
      throw new EmbeddingException("the embedding server's answer is no JSON", e);
    }
    if (data.size() != texts) {
      throw wrong("has " + data.size() + " vectors for " + texts + " texts");
    }
    float[][] vectors = new float[texts][];
    for (JsonNode one : data) {
      JsonNode index = one.path("index");
      if (!index.canConvertToInt() || index.intValue() < 0 || index.intValue() >= texts) {
        throw wrong("has a vector for no text");
      }
      vectors[index.intValue()] = vector(one.path("embedding"));
    }
    if (Arrays.asList(vectors).contains(null)) {
      throw wrong("has two vectors for one text");
    }
    if (Arrays.stream(vectors).mapToInt(vector -> vector.length).distinct().count() > 1) {
      throw wrong("has vectors of several lengths");
    }
    return List.of(vectors);
  }

  private static float[] vector(JsonNode numbers) {
    if (!numbers.isArray() || numbers.isEmpty() || numbers.size() > MOST_DIMENSIONS) {
      throw wrong("has a vector that is no list of 1 to " + MOST_DIMENSIONS + " numbers");
    }
    double[] values = new double[numbers.size()];
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      if (!numbers.get(i).isNumber()) {
        throw wrong("has something else than numbers in a vector");
      }
      values[i] = numbers.get(i).doubleValue();
      square += values[i] * values[i];
    }
    double norm = Math.sqrt(square);
    if (!Double.isFinite(norm) || norm < NOTHING) {
      throw wrong("has a vector that points nowhere");
    }
    float[] vector = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      vector[i] = (float) (values[i] / norm);
    }
    return vector;
  }

  private static EmbeddingException wrong(String what) {
    return new EmbeddingException("the embedding server's answer " + what);
  }
}
