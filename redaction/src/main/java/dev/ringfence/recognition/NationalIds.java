package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The national identification numbers that are known, by how many characters they have. */
final class NationalIds {
  static final int LONGEST = 18;
  static final int SHORTEST = 8;

  /** How many characters are held against all of them before more are read. */
  static final int FIRST = 4;

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

  /** The lengths of the first two groups that layouts have, and of the first three. */
  private static final Set<Integer> FIRST_GROUPS = firstGroups();

  private static final int[] MOST_GROUPS =
      LAYOUTS.stream().mapToInt(NationalIds::mostGroups).toArray();

  /** Where letters may stand among so many first characters, as sums of bits. */
  private static final List<boolean[]> BEGINNINGS =
      IntStream.rangeClosed(0, SHORTEST).mapToObj(count -> beginnings(count, ALL)).toList();

  /** The same for people, whose numbers have letters in few places. */
  private static final List<boolean[]> OF_PEOPLE =
      IntStream.rangeClosed(0, SHORTEST)
          .mapToObj(
              count ->
                  beginnings(
                      count,
                      ALL.stream().filter(id -> id.kind() != NationalId.Kind.COMPANY).toList()))
          .toList();

  private NationalIds() {}

  private static boolean[] beginnings(int count, List<NationalId> ids) {
    boolean[] beginnings = new boolean[1 << count];
    for (int letters = 0; letters < beginnings.length; letters++) {
      for (NationalId id : ids) {
        beginnings[letters] |= id.mask().begins(letters, count);
      }
    }
    return beginnings;
  }

  /**
   * Whether some number has letters where what is written has them. Words of prose begin as the
   * numbers of companies may, which have letters anywhere, and are none.
   *
   * @param count among how many first characters, {@link #SHORTEST} at the most
   */
  static boolean begins(Written written, int count) {
    List<boolean[]> beginnings = written.prose() ? OF_PEOPLE : BEGINNINGS;
    return written.count() >= count && beginnings.get(count)[written.letters(count)];
  }

  /**
   * Whether some layout begins with the first groups of what is written, as far as they can be told
   * from its first {@link #SHORTEST} characters.
   */
  static boolean grouped(Written written) {
    int groups = written.groups(SHORTEST);
    int third = groups > 3 ? written.group(3) : 0;
    return groups < 3 || FIRST_GROUPS.contains(lengths(written.group(1), written.group(2), third));
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

  private static Set<Integer> firstGroups() {
    Set<Integer> first = new HashSet<>();
    for (Set<String> layouts : LAYOUTS) {
      for (String layout : layouts) {
        List<Integer> groups =
            Stream.of(layout.split("[^0-9]+", -1)).map(Integer::valueOf).toList();
        if (groups.size() > 1) {
          int third = groups.size() > 2 ? groups.get(2) : 0;
          first.add(lengths(groups.get(0), groups.get(1), 0));
          first.add(lengths(groups.get(0), groups.get(1), third));
        }
      }
    }
    return Set.copyOf(first);
  }

  private static int lengths(int first, int second, int third) {
    return (first << 5 | second) << 5 | third;
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
