package dev.ringfence.eval;

import dev.ringfence.report.Tap;
import java.util.ArrayList;
import java.util.List;

/**
 * What every tap saw of one session.
 *
 * @param attempted steps and calls that were meant
 * @param executed those that came back with an outcome
 * @param own values of the person's own that arrived
 */
record WorldTrace(List<Seen> seen, int attempted, int executed, int own) {
  /** How much of what differs is told, as a hash. */
  private static final int TOLD = 32;

  WorldTrace {
    seen = List.copyOf(seen);
  }

  /**
   * What one tap saw of one thing.
   *
   * @param what it was about, without anything of a row
   */
  record Seen(Tap tap, String what, String raw) {}

  /**
   * Where two worlds part.
   *
   * @param at the first character that is another one
   * @param hash of what stands there in the second world, never the text
   */
  record Difference(Tap tap, String what, int at, String hash) {
    @Override
    public String toString() {
      return tap + ", " + what + ", from character " + at + " on (" + hash + ")";
    }
  }

  /** The first difference at each tap; none where the two are the same, byte for byte. */
  static List<Difference> differences(WorldTrace here, WorldTrace there) {
    List<Difference> found = new ArrayList<>();
    for (Tap tap : Tap.values()) {
      difference(here.at(tap), there.at(tap)).stream().limit(1).forEach(found::add);
    }
    return found;
  }

  private List<Seen> at(Tap tap) {
    return seen.stream().filter(each -> each.tap() == tap).toList();
  }

  private static List<Difference> difference(List<Seen> here, List<Seen> there) {
    int both = Math.min(here.size(), there.size());
    for (int i = 0; i < both; i++) {
      Seen first = here.get(i);
      Seen second = there.get(i);
      if (!first.raw().equals(second.raw()) || !first.what().equals(second.what())) {
        return List.of(difference(first, second.raw()));
      }
    }
    if (here.size() == there.size()) {
      return List.of();
    }
    // One world has more of it: that something came at all is the difference.
    return here.size() > both
        ? List.of(difference(here.get(both), ""))
        : List.of(difference(there.get(both), ""));
  }

  private static Difference difference(Seen first, String second) {
    int at = 0;
    int end = Math.min(first.raw().length(), second.length());
    while (at < end && first.raw().charAt(at) == second.charAt(at)) {
      at++;
    }
    String other = second.substring(at, Math.min(second.length(), at + TOLD));
    return new Difference(first.tap(), first.what(), at, Canary.hash(other));
  }
}
