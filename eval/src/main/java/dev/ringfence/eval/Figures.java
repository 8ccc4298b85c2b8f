package dev.ringfence.eval;

import java.util.Arrays;
import java.util.Set;

/**
 * Finds words in which figures and signs are written for letters, as they are, backwards and by
 * rot13, by which letters and signs count as one; and words that rot47 made signs of.
 */
final class Figures {
  private static final String[] SAME = {"bg689q", "s5$", "t7+", "z2", "a4@", "e3", "il1!|", "o0"};
  private static final byte[] CLASSES = classes(Turning.NONE);
  private static final byte[] TURNED = classes(Turning.ROT13);
  private static final byte[] ROT47 = rot47();

  /** White space and what else may stand between two letters. */
  private static final byte BETWEEN = -1;

  private static final byte ENDS = -2;

  private final Keys words = new Keys();
  private final Words byRot47;

  /**
   * None yet.
   *
   * @param whole the words themselves
   */
  Figures(Words whole) {
    this.byRot47 = whole;
  }

  void add(Canary canary) {
    words.add(key(canary.value()), canary);
    words.add(key(Turning.BACKWARDS.of(canary.value())), canary);
  }

  void remove(Canary canary) {
    words.remove(key(canary.value()));
    words.remove(key(Turning.BACKWARDS.of(canary.value())));
  }

  /** Whether a word would be taken for another. */
  boolean takes(String word) {
    return words.get(key(word)) != null || words.get(key(Turning.BACKWARDS.of(word))) != null;
  }

  private static long key(String word) {
    long key = 0;
    for (int i = 0; i < word.length(); i++) {
      key = key << 5 | CLASSES[word.charAt(i)];
    }
    return key;
  }

  void in(String text, Set<Canary> found) {
    long plain = 0;
    long turned = 0;
    long shifted = 0;
    int plainLength = 0;
    int turnedLength = 0;
    int shiftedLength = 0;
    long mask = (1L << (5 * CanaryIndex.WORD)) - 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int of = c < 128 ? CLASSES[c] : ENDS;
      if (of >= 0) {
        plain = plain << 5 | of;
        if (++plainLength >= CanaryIndex.WORD) {
          look(plain & mask, found);
        }
      } else if (of == ENDS) {
        plainLength = 0;
      }
      of = c < 128 ? TURNED[c] : ENDS;
      if (of >= 0) {
        turned = turned << 5 | of;
        if (++turnedLength >= CanaryIndex.WORD) {
          look(turned & mask, found);
        }
      } else if (of == ENDS) {
        turnedLength = 0;
      }
      of = c < 128 ? ROT47[c] : ENDS;
      if (of >= 0) {
        shifted = shifted << 5 | of;
        if (++shiftedLength >= CanaryIndex.WORD) {
          byRot47.look(shifted, found);
        }
      } else if (of == ENDS) {
        shiftedLength = 0;
      }
    }
  }

  private void look(long key, Set<Canary> found) {
    Canary canary = words.get(key);
    if (canary != null) {
      found.add(canary);
    }
  }

  /** For each character below 128 the class it belongs to after a turn of its letters. */
  private static byte[] classes(Turning turn) {
    byte[] plain = empty();
    for (char c = 'a'; c <= 'z'; c++) {
      plain[c] = (byte) (c - 'a');
    }
    for (String same : SAME) {
      for (int i = 0; i < same.length(); i++) {
        plain[same.charAt(i)] = plain[same.charAt(0)];
      }
    }
    byte[] classes = plain.clone();
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = plain[turn.of(Character.toString(c)).charAt(0)];
      classes[c - 'a' + 'A'] = classes[c];
    }
    return classes;
  }

  /** The letters that rot47 made signs of, whether rot13 went over these or not. */
  private static byte[] rot47() {
    byte[] letters = empty();
    for (char c = 'a'; c <= 'z'; c++) {
      char sign = Turning.ROT47.of(Character.toString(c)).charAt(0);
      letters[sign] = (byte) (c - 'a');
      letters[Turning.ROT13.of(Character.toString(sign)).charAt(0)] = (byte) (c - 'a');
    }
    return letters;
  }

  private static byte[] empty() {
    byte[] none = new byte[128];
    Arrays.fill(none, ENDS);
    for (char c = 0; c <= ' '; c++) {
      none[c] = BETWEEN;
    }
    none['-'] = BETWEEN;
    none['.'] = BETWEEN;
    return none;
  }
}
