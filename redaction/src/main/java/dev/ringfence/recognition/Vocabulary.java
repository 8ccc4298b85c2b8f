package dev.ringfence.recognition;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words that say something, in lower case. Most words of a text are told from them by their hash
 * alone, without a string being made of them.
 */
final class Vocabulary {
  private static final int BITS = 1 << 13;

  private final Set<String> words;
  private final long[] hashes = new long[BITS / Long.SIZE];

  Vocabulary(Collection<String> words) {
    this.words = Set.copyOf(words);
    for (String word : words) {
      int bit = bit(word.hashCode());
      hashes[bit / Long.SIZE] |= 1L << bit;
    }
  }

  static Vocabulary of(String... words) {
    return new Vocabulary(Set.of(words));
  }

  /** The words of both. */
  Vocabulary and(Vocabulary other) {
    Set<String> both = new HashSet<>(words);
    both.addAll(other.words);
    return new Vocabulary(both);
  }

  private static int bit(int hash) {
    return (hash ^ hash >>> 13) & BITS - 1;
  }

  boolean has(String word) {
    return words.contains(word);
  }

  boolean has(View view, int from, int to) {
    return find(view, from, to) != null;
  }

  /** The word in a range of a view, if it is one of these, in any case. */
  @Nullable String find(View view, int from, int to) {
    int hash = 0;
    int all = 0;
    for (int i = from; i < to; i++) {
      char c = view.at(i);
      all |= c;
      hash = 31 * hash + View.lower(c);
    }
    int bit = bit(hash);
    if (all < 0x80 && (hashes[bit / Long.SIZE] & 1L << bit) == 0) {
      return null;
    }
    String word = view.text(from, to).toLowerCase(Locale.ROOT);
    return words.contains(word) ? word : null;
  }
}
