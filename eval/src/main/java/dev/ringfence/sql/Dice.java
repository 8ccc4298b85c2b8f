package dev.ringfence.sql;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Chance by a seed: the same seed throws the same. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * A way on, and how often it is taken.
   *
   * @param weight in proportion to the others' weights; 0 for never
   */
  record Way(int weight, Supplier<String> text) {}

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  <T> T of(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** Takes one of several ways. */
  String take(Way... ways) {
    int all = 0;
    for (Way way : ways) {
      all += way.weight();
    }
    int at = random.nextInt(all);
    for (Way way : ways) {
      at -= way.weight();
      if (at < 0) {
        return way.text().get();
      }
    }
    throw new IllegalStateException("no way was taken");
  }
}
