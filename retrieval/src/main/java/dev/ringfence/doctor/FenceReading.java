package dev.ringfence.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares ringfence's schema with the one that this version's migrations make. */
final class FenceReading {
  static final String QUERY =
      "SELECT p.kind, p.object, p.part::text, p.value FROM fence_part AS p ORDER BY 1, 2, 3";

  /** What may be added without harm: everything else has to be what it was, and nothing more. */
  private static final Set<String> MAY_GROW =
      Set.of("owner", "row-security", "column", "constraint");

  private FenceReading() {}

  /**
   * A part of the schema.
   *
   * @param kind such as {@code policy}
   * @param object such as {@code ringfence.message}
   * @param part such as a policy's name; empty for the object itself
   */
  record Part(String kind, String object, String part) implements Comparable<Part> {
    private static final Comparator<Part> ORDER =
        Comparator.comparing(Part::kind).thenComparing(Part::object).thenComparing(Part::part);

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }
  }

  private static Map<Part, String> parse(List<List<String>> rows) {
    Map<Part, String> parts = new TreeMap<>();
    rows.forEach(row -> parts.put(new Part(row.get(0), row.get(1), row.get(2)), row.get(3)));
    return parts;
  }

  /** What this version's migrations make. */
  private static Map<Part, String> expected() {
    return parse(
        Rulebook.resource("fence.tsv").lines().map(line -> List.of(line.split("\t", 4))).toList());
  }

  static List<Hit> of(List<List<String>> rows) {
    return compare(expected(), parse(rows));
  }

  private static List<Hit> compare(Map<Part, String> expected, Map<Part, String> actual) {
    if (actual.keySet().stream().noneMatch(part -> part.kind().equals("function"))) {
      return List.of(new Hit("fence-missing", "ringfence", "", "-- run: ringfence migrate"));
    }
    Set<Part> all = new TreeSet<>(expected.keySet());
    all.addAll(actual.keySet());
    List<Hit> changed = new ArrayList<>();
    for (Part part : all) {
      String wanted = expected.getOrDefault(part, "");
      String found = actual.getOrDefault(part, "");
      boolean grown = wanted.isEmpty() && MAY_GROW.contains(part.kind());
      if (!wanted.equals(found) && !grown && !isGone(part, actual)) {
        changed.add(changed(part, wanted, found));
      }
    }
    return changed;
  }

  /** Whether it is missing only because what it belongs to is. */
  private static boolean isGone(Part part, Map<Part, String> actual) {
    return !actual.containsKey(part)
        && !part.kind().equals("function")
        && !part.kind().equals("view")
        && !part.kind().equals("row-security")
        && actual.keySet().stream().noneMatch(other -> other.object().equals(part.object()));
  }

  private static Hit changed(Part part, String wanted, String found) {
    boolean missing =
        found.isEmpty()
            && Set.of("function", "view", "column", "row-security").contains(part.kind());
    String what = wanted.isEmpty() ? "was added" : found.isEmpty() ? "is missing" : "was changed";
    String words = part.kind() + (part.part().isEmpty() ? " " : " " + part.part() + " ") + what;
    return new Hit(
        missing ? "fence-missing" : "fence-" + part.kind(),
        part.object(),
        words,
        missing ? "-- run: ringfence migrate" : FenceFix.of(part, wanted, found));
  }
}
