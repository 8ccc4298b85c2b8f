package dev.ringfence.eval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that stand in two parts, whatever is between: one word of the text ends with the beginning
 * and another begins with the rest.
 */
final class Parts {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 7;

  private final LetterStream text;
  private final Map<Long, List<Canary>> byStart;

  /**
   * Of a text.
   *
   * @param byStart the canaries that begin with so many letters, by these as a number
   */
  Parts(LetterStream text, Map<Long, List<Canary>> byStart) {
    this.text = text;
    this.byStart = byStart;
  }

  /** The beginnings of a word, as {@code byStart} has them. */
  static Set<Long> starts(String word) {
    Set<Long> starts = new HashSet<>();
    for (int length = SHORTEST; length <= word.length() - SHORTEST; length++) {
      starts.add(key(word, 0, length));
    }
    return starts;
  }

  void in(Set<Canary> found) {
    Map<Long, Canary> rests = restsOfStarts();
    if (rests.isEmpty()) {
      return;
    }
    for (int i = 0; i < text.length; i++) {
      if (text.starts(i)) {
        long key = 1;
        for (int length = 1; length <= LONGEST && i + length <= text.length; length++) {
          if (length > 1 && (text.before[i + length - 1] & ~LetterStream.CAPITAL) != 0) {
            break;
          }
          key = key << 5 | text.letters[i + length - 1];
          Canary canary = length < SHORTEST ? null : rests.get(key);
          if (canary != null) {
            found.add(canary);
          }
        }
      }
    }
  }

  /** What is missing of the words whose beginnings other words end with. */
  private Map<Long, Canary> restsOfStarts() {
    Map<Long, Canary> rests = new HashMap<>();
    for (int i = 0; i + SHORTEST <= text.length; i++) {
      if (!begins(i)) {
        continue;
      }
      long key = 1;
      for (int length = 1; length <= LONGEST && i + length <= text.length; length++) {
        int at = i + length - 1;
        if (length > 1 && (text.before[at] & ~LetterStream.CAPITAL) != 0) {
          break;
        }
        key = key << 5 | text.letters[at];
        if (length >= SHORTEST && text.ends(at)) {
          for (Canary canary : byStart.getOrDefault(key, List.of())) {
            rests.put(key(canary.value(), length, canary.value().length()), canary);
          }
        }
      }
    }
    return rests;
  }

  private boolean begins(int at) {
    return text.letters[at] == CanaryBook.START.charAt(0) - 'a'
        && text.letters[at + 1] == CanaryBook.START.charAt(1) - 'a';
  }

  private static long key(String word, int from, int to) {
    long key = 1;
    for (int i = from; i < to; i++) {
      key = key << 5 | word.charAt(i) - 'a';
    }
    return key;
  }
}
