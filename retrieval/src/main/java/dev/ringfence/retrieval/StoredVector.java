package dev.ringfence.retrieval;

import java.util.StringJoiner;

/** The form in which vectors go to the database. */
final class StoredVector {
  private StoredVector() {}

  static String literal(float[] vector) {
    StringJoiner joiner = new StringJoiner(",", "[", "]");
    for (float value : vector) {
      joiner.add(Float.toString(value));
    }
    return joiner.toString();
  }
}
