package dev.ringfence.bench;

import dev.ringfence.retrieval.BundledEmbedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Vectors that lie as those of texts do: each between two of a thousand sentences that the bundled
 * model embedded, a little aside. A question lies beside passages and is none of them.
 */
final class SentenceVectors {
  static final int DIMENSIONS = 384;

  /** How far aside, as a share of the vector's own length. */
  private static final double ASIDE = 0.25;

  private static final String[] WHO = {
    "The customer",
    "Our technician",
    "The landlord",
    "A visitor",
    "The office",
    "The insurer",
    "Every member",
    "The driver",
    "A new colleague",
    "The supplier"
  };
  private static final String[] DOES = {
    "cancels",
    "pays for",
    "asks about",
    "complains about",
    "books",
    "repairs",
    "orders",
    "returns",
    "compares",
    "forgets"
  };
  private static final String[] WHAT = {
    "a boiler visit in winter",
    "the invoice of last month",
    "a parcel that never came",
    "the opening hours on Sunday",
    "a password that was lost",
    "the warranty on spare parts",
    "a flight to Lisbon",
    "the rent of a flat",
    "a course on first aid",
    "the price of solar panels"
  };

  private final List<float[]> sentences;

  private SentenceVectors(List<float[]> sentences) {
    this.sentences = sentences;
  }

  static SentenceVectors embed() {
    List<String> texts = new ArrayList<>();
    for (String who : WHO) {
      for (String does : DOES) {
        for (String what : WHAT) {
          texts.add(who + " " + does + " " + what + ".");
        }
      }
    }
    try (BundledEmbedder embedder = new BundledEmbedder()) {
      return new SentenceVectors(embedder.embed(texts));
    }
  }

  /** One of length 1. */
  float[] any(Random random) {
    float[] one = sentences.get(random.nextInt(sentences.size()));
    float[] other = sentences.get(random.nextInt(sentences.size()));
    double share = random.nextDouble() / 2;
    double aside = ASIDE / Math.sqrt(DIMENSIONS);
    double[] sum = new double[DIMENSIONS];
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] = (1 - share) * one[i] + share * other[i] + random.nextGaussian() * aside;
      square += sum[i] * sum[i];
    }
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return vector;
  }

  static String literal(float[] vector) {
    StringBuilder text = new StringBuilder("[");
    for (float value : vector) {
      text.append(text.length() == 1 ? "" : ",").append(value);
    }
    return text.append(']').toString();
  }
}
