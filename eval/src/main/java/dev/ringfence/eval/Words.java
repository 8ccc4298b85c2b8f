package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The whole words of canaries as numbers of five bits to a letter, found forwards and backwards, as
 * they are and as rot13 writes them.
 *
 * <p>As every word begins with the same two letters, nearly all numbers are told by these.
 */
final class Words {
  private static final int LETTERS = 10;
  private static final long MASK = (1L << (5 * LETTERS)) - 1;
  private static final int PAIR = 1 << 10;
  private static final int TOP = 5 * (LETTERS - 2);

  private final Keys words = new Keys();
  private final boolean[] first = new boolean[PAIR];
  private final boolean[] last = new boolean[PAIR];

  void add(String word, Canary canary) {
    forms(word).forEach(key -> words.add(key, canary));
    for (long key : forms(word)) {
      first[(int) (key >>> TOP)] = true;
      last[(int) (key & (PAIR - 1))] = true;
    }
  }

  void remove(String word) {
    forms(word).forEach(words::remove);
  }

  /** Adds the canary whose letters are the last of those that a number is made of. */
  void look(long letters, Set<Canary> found) {
    long key = letters & MASK;
    if (first[(int) (key >>> TOP)] && last[(int) (key & (PAIR - 1))]) {
      Canary canary = words.get(key);
      if (canary != null) {
        found.add(canary);
      }
    }
  }

  private static List<Long> forms(String word) {
    List<Long> forms = new ArrayList<>();
    for (Turning turn : Turning.OF_PIECES) {
      long key = 0;
      for (char c : turn.of(word).toCharArray()) {
        key = key << 5 | c - 'a';
      }
      forms.add(key);
    }
    return forms;
  }
}
