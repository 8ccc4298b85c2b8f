package dev.ringfence.retrieval;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one answer of the same passage in several documents, whatever its spacing, case and
 * punctuation: the one that most people may read is given, of these the newest.
 *
 * <p>A passage that is nearly the same as a better one, such as a copy with another footer, comes
 * behind all others, and is not left out: a single word that differs may be the one that counts.
 */
final class DistinctPassages {
  /** Texts with fewer words are no copies of each other. */
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
   * @param owner the person whose its document is; null where it is nobody's in particular
   * @param updated when its document was read in last
   */
  record Found(Passage passage, int ordinal, @Nullable UUID owner, OffsetDateTime updated) {
    PassageKey key() {
      return new PassageKey(passage.documentId(), ordinal);
    }

    /** The same with what stands beside it. */
    Found between(@Nullable String before, @Nullable String after) {
      return new Found(passage.between(before, after), ordinal, owner, updated);
    }
  }

  /**
   * A text that was found.
   *
   * @param chosen the passage that stands for it
   * @param same the others that say the same, the best first
   */
  record Text(Found chosen, List<Found> same) {}

  private static final class Group {
    private final Set<String> set;
    private final List<Found> all = new ArrayList<>();

    Group(Set<String> set) {
      this.set = set;
    }

    Text text() {
      // The first of those that are preferred alike is the best.
      Found chosen = Collections.min(all, PREFERRED);
      return new Text(chosen, all.stream().filter(found -> found != chosen).toList());
    }
  }

  private DistinctPassages() {}

  /**
   * Each text once, in the order of their best, near copies at the end.
   *
   * @param ranked the best first
   */
  static List<Text> of(List<Found> ranked, String question) {
    Set<String> asked = Set.copyOf(words(question));
    List<Group> first = new ArrayList<>();
    List<Group> copies = new ArrayList<>();
    for (Group group : equal(ranked)) {
      boolean copy = first.stream().anyMatch(better -> nearlyEqual(better.set, group.set, asked));
      (copy ? copies : first).add(group);
    }
    return Stream.concat(first.stream(), copies.stream()).map(Group::text).toList();
  }

  /** The groups of passages with the same words, in the order of their best. */
  private static Collection<Group> equal(List<Found> ranked) {
    Map<List<String>, Group> groups = new LinkedHashMap<>();
    for (Found found : ranked) {
      List<String> words = words(found.passage().text());
      groups.computeIfAbsent(words, _ -> new Group(Set.copyOf(words))).all.add(found);
    }
    return groups.values();
  }

  private static boolean nearlyEqual(Set<String> one, Set<String> other, Set<String> asked) {
    Set<String> shorter = one.size() <= other.size() ? one : other;
    Set<String> longer = shorter == one ? other : one;
    if (shorter.size() < FEWEST_WORDS || shorter.size() < OF_BOTH * longer.size()) {
      return false;
    }
    List<String> missing = new ArrayList<>();
    for (String word : shorter) {
      if (!longer.contains(word)) {
        missing.add(word);
        // Most texts are no copies, which a few words tell.
        if (shorter.size() - missing.size() < OF_THE_SHORTER * shorter.size()) {
          return false;
        }
      }
    }
    Set<String> more = new HashSet<>(longer);
    more.removeAll(shorter);
    int shared = shorter.size() - missing.size();
    return shared >= OF_BOTH * (shorter.size() + more.size())
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
