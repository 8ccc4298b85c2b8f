package dev.ringfence.recognition;

/**
 * What kinds each of some words is of, as a sum of bits. A word is looked up once for all kinds,
 * without a string being made of it: by a hash of 64 bits, which no two words of the source share.
 */
final class WordKinds {
  private static final int FEWEST_SLOTS = 64;

  private long[] hashes = new long[FEWEST_SLOTS];
  private int[] kinds = new int[FEWEST_SLOTS];
  private int count;

  /**
   * Adds words of some kinds.
   *
   * @param kind what they are besides what they are already, as bits
   * @param words parted by spaces, in lower case and without accents
   */
  WordKinds with(int kind, String words) {
    for (String word : words.strip().split("\\s+")) {
      put(hash(word), kind);
    }
    return this;
  }

  private void put(long hash, int kind) {
    int slot = slot(hash);
    if (hashes[slot] == 0) {
      hashes[slot] = hash;
      count++;
    }
    kinds[slot] |= kind;
    if (count * 4 > hashes.length) {
      grow();
    }
  }

  private void grow() {
    long[] before = hashes;
    int[] were = kinds;
    hashes = new long[before.length * 4];
    kinds = new int[hashes.length];
    count = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0) {
        put(before[i], were[i]);
      }
    }
  }

  /** The kinds of the word in a range of a view, in any case, with accents or without. */
  int of(View view, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      char c = view.at(i);
      if (c >= 0x80) {
        return of(MonthNames.plain(view.text(from, to)));
      }
      hash = step(hash, View.lower(c));
    }
    return kinds[slot(hash)];
  }

  /** The kinds of a word in lower case and without accents. */
  int of(String word) {
    return kinds[slot(hash(word))];
  }

  private static long hash(String word) {
    long hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = step(hash, word.charAt(i));
    }
    return hash;
  }

  private static long step(long hash, char c) {
    return (hash + c) * 0x9E3779B97F4A7C15L;
  }

  private int slot(long hash) {
    int slot = (int) (hash >>> 40) & hashes.length - 1;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = slot + 1 & hashes.length - 1;
    }
    return slot;
  }
}
