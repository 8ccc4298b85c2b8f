package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The national identification numbers that are known, by how many characters they have. */
final class NationalIds {
  static final int LONGEST = 18;
  static final int SHORTEST = 8;

  static final List<NationalId> ALL =
      Stream.of(
              AmericanIds.ALL,
              WesternEuropeanIds.ALL,
              NorthernEuropeanIds.ALL,
              SouthernEuropeanIds.ALL,
              EasternEuropeanIds.ALL,
              AsianIds.ALL,
              SouthernIds.ALL)
          .flatMap(List::stream)
          .toList();

  /** Fewest digits that a number has, whatever its other characters are. */
  static final int FEWEST_DIGITS =
      ALL.stream().mapToInt(id -> Integer.bitCount(id.mask().digits())).min().orElseThrow();

  private static final List<List<NationalId>> BY_LENGTH = byLength();

  /** What all of them are called. */
  static final Vocabulary WORDS =
      new Vocabulary(
          ALL.stream().flatMap(id -> id.words().stream()).collect(Collectors.toUnmodifiableSet()));

  private static final List<Set<String>> LAYOUTS =
      BY_LENGTH.stream()
          .map(
              ids ->
                  ids.stream()
                      .flatMap(id -> Stream.concat(id.alone().stream(), id.usual().stream()))
                      .collect(Collectors.toUnmodifiableSet()))
          .toList();

  private static final int[] MOST_GROUPS =
      LAYOUTS.stream().mapToInt(NationalIds::mostGroups).toArray();

  /** Where letters may stand among the first characters of a number, as sums of bits. */
  private static final boolean[] BEGINNINGS = beginnings();

  private NationalIds() {}

  private static boolean[] beginnings() {
    boolean[] beginnings = new boolean[1 << SHORTEST];
    for (int letters = 0; letters < beginnings.length; letters++) {
      for (NationalId id : ALL) {
        beginnings[letters] |= id.mask().begins(letters, SHORTEST);
      }
    }
    return beginnings;
  }

  /**
   * Whether some number has letters where they stand among the first characters.
   *
   * @param letters where, as bits from the lowest on, of {@link #SHORTEST}
   */
  static boolean begins(int letters) {
    return BEGINNINGS[letters];
  }

  static List<NationalId> of(int length) {
    return BY_LENGTH.get(length);
  }

  /**
   * Whether some number of a length has its letters where some stand.
   *
   * @param letters where, as bits from the lowest on
   */
  static boolean shaped(int length, int letters) {
    for (NationalId id : BY_LENGTH.get(length)) {
      if (id.mask().fits(letters)) {
        return true;
      }
    }
    return false;
  }

  /** The layouts that numbers of a length have. */
  static Set<String> layouts(int length) {
    return LAYOUTS.get(length);
  }

  /** Of how many groups the longest of the layouts is. */
  static int mostGroups(int length) {
    return MOST_GROUPS[length];
  }

  private static int mostGroups(Set<String> layouts) {
    return layouts.stream()
        .mapToInt(layout -> 1 + (int) layout.chars().filter(c -> c < '0' || c > '9').count())
        .max()
        .orElse(1);
  }

  private static List<List<NationalId>> byLength() {
    List<List<NationalId>> ids = new ArrayList<>();
    for (int length = 0; length <= LONGEST; length++) {
      int wanted = length;
      ids.add(ALL.stream().filter(id -> id.length() == wanted).toList());
    }
    return List.copyOf(ids);
  }
}
