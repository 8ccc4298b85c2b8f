package dev.ringfence.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts whose words recur as those of languages do: the n-th most frequent word with a likelihood
 * of about 1/n (Zipf's law).
 */
final class DrawnTexts {
  private static final int WORDS = 20_000;
  private static final String[] SYLLABLES =
      "ba ko mi tra len dor vis pa que sul ner to gri hal fe zon mar it ul esh".split(" ");

  private final Random random;
  private final List<String> words = new ArrayList<>();

  DrawnTexts(Random random) {
    this.random = random;
    for (int i = 0; i < WORDS; i++) {
      words.add(word(i + SYLLABLES.length));
    }
  }

  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }

  /** A document of sections that become a passage each. */
  String document(int sections) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sections; i++) {
      text.append("## ").append(words(4)).append("\n\n");
      text.append(words(80)).append(".\n\n");
    }
    return text.toString();
  }

  /** Some words in a row. */
  String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      // A power of the number of words between 0 and 1 has the logarithm spread evenly.
      int rank = (int) Math.pow(WORDS, random.nextDouble()) - 1;
      text.append(text.isEmpty() ? "" : " ").append(words.get(rank));
    }
    return text.toString();
  }
}
