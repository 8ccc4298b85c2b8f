package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;
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

  private static final List<List<NationalId>> BY_LENGTH = byLength();

  private NationalIds() {}

  static List<NationalId> of(int length) {
    return BY_LENGTH.get(length);
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
