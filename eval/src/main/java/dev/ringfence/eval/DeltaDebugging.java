package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Takes away whatever is not needed, by the algorithm ddmin of Andreas Zeller and Ralf Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input", IEEE Transactions on Software Engineering
 * 28(2), 2002.
 */
final class DeltaDebugging {
  private DeltaDebugging() {}

  /**
   * A part of a list that still shows what the whole one does, in its order, and of which no single
   * element can be taken away. Nothing is asked twice.
   *
   * @param shows whether a part shows it; not asked of the whole
   */
  static <T> List<T> reduce(List<T> whole, Predicate<List<T>> shows) {
    Map<List<T>, Boolean> known = new HashMap<>();
    Predicate<List<T>> asked = part -> known.computeIfAbsent(part, shows::test);
    if (whole.isEmpty() || asked.test(List.of())) {
      return List.of();
    }
    List<T> now = List.copyOf(whole);
    int pieces = Math.min(2, now.size());
    while (now.size() > 1) {
      List<List<T>> parts = split(now, pieces);
      List<T> smaller = first(parts, asked);
      if (!smaller.isEmpty()) {
        now = smaller;
        pieces = 2;
        continue;
      }
      smaller = first(complements(parts), asked);
      if (!smaller.isEmpty()) {
        now = smaller;
        pieces = Math.max(pieces - 1, 2);
      } else if (pieces < now.size()) {
        pieces = Math.min(2 * pieces, now.size());
      } else {
        break;
      }
    }
    return now;
  }

  private static <T> List<T> first(List<List<T>> parts, Predicate<List<T>> shows) {
    for (List<T> part : parts) {
      if (!part.isEmpty() && shows.test(part)) {
        return part;
      }
    }
    return List.of();
  }

  private static <T> List<List<T>> split(List<T> all, int pieces) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      parts.add(all.subList(i * all.size() / pieces, (i + 1) * all.size() / pieces));
    }
    return parts.stream().map(List::copyOf).toList();
  }

  private static <T> List<List<T>> complements(List<List<T>> parts) {
    List<List<T>> complements = new ArrayList<>();
    for (List<T> without : parts) {
      List<T> rest = new ArrayList<>();
      parts.stream().filter(part -> part != without).forEach(rest::addAll);
      complements.add(List.copyOf(rest));
    }
    return complements;
  }
}
