package dev.ringfence.retrieval;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one answer of the same passage in several documents: it stands in several places, was
 * copied with another footer, or was hardly changed. Of these the one that most people may read is
 * given, of these the newest.
 *
 * <p>Passages that differ in a number, or in a word that was asked for, are never the same.
 */
final class DistinctPassages {
  /** Texts with fewer words are the same only where all words are. */
  private static final int FEWEST_WORDS = 12;

  private static final double OF_THE_SHORTER = 0.9;
  private static final double OF_BOTH = 0.75;

  private static final Comparator<Found> PREFERRED =
      Comparator.<Found>comparingInt(found -> found.passage().visibility().ordinal())
          .thenComparing(Comparator.comparing(Found::updated).reversed());

  /**
   * A passage that was found.
   *
   * @param ordinal its place in its document
   * @param updated when its document was read in last
   */
  record Found(Passage passage, int ordinal, OffsetDateTime updated) {}

  private static final class Group {
    private final List<String> words;
    private final Set<String> set;
    private Found chosen;

    Group(List<String> words, Found chosen) {
      this.words = words;
      this.set = Set.copyOf(words);
      this.chosen = chosen;
    }
  }

  private DistinctPassages() {}

  /**
   * One passage of each text, in the order of their first.
   *
   * @param ranked the best first
   */
  static List<Found> of(List<Found> ranked, String question, int limit) {
    Set<String> asked = Set.copyOf(words(question));
    List<Group> groups = new ArrayList<>();
    for (Found found : ranked) {
      List<String> words = words(found.passage().text());
      Group same = null;
      Set<String> set = Set.copyOf(words);
      for (Group group : groups) {
        if (group.words.equals(words) || nearlyEqual(group.set, set, asked)) {
          same = group;
          break;
        }
      }
      if (same == null) {
        groups.add(new Group(words, found));
      } else if (PREFERRED.compare(found, same.chosen) < 0) {
        same.chosen = found;
      }
    }
    return groups.stream().limit(limit).map(group -> group.chosen).toList();
  }

  private static boolean nearlyEqual(Set<String> one, Set<String> other, Set<String> asked) {
    Set<String> shorter = one.size() <= other.size() ? one : other;
    Set<String> longer = shorter == one ? other : one;
    if (shorter.size() < FEWEST_WORDS || shorter.size() < OF_BOTH * longer.size()) {
      return false;
    }
    Set<String> missing = new HashSet<>(shorter);
    missing.removeAll(longer);
    Set<String> more = new HashSet<>(longer);
    more.removeAll(shorter);
    int shared = shorter.size() - missing.size();
    return shared >= OF_THE_SHORTER * shorter.size()
        && shared >= OF_BOTH * (shorter.size() + more.size())
        && missing.stream().noneMatch(word -> asked.contains(word) || hasDigit(word))
        && more.stream().noneMatch(asked::contains)
        && (missing.isEmpty() || more.stream().noneMatch(DistinctPassages::hasDigit));
  }

  private static boolean hasDigit(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  private static List<String> words(String text) {
    return WordScanner.runs(text).stream()
        .flatMap(run -> run.words().stream())
        .map(Folding::withoutMarks)
        .toList();
  }
}
