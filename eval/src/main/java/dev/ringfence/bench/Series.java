package dev.ringfence.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One thing that was measured, in rounds that took turns with those of its baseline.
 *
 * @param baseline what it is compared with; empty for a baseline itself
 */
record Series(String name, Unit unit, List<Sample> rounds, Optional<Series> baseline) {
  /** What a value counts. */
  enum Unit {
    MILLISECONDS("ms"),
    SECONDS("s"),
    MEGABYTES("MB"),
    ROWS("rows/s"),
    QUERIES("queries/s"),
    TIMES("times");

    final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }
  }

  Series {
    rounds = List.copyOf(rounds);
  }

  static Series of(String name, Unit unit, List<Sample> rounds) {
    return new Series(name, unit, rounds, Optional.empty());
  }

  Series against(Series other) {
    return new Series(name, unit, rounds, Optional.of(other));
  }

  /** All rounds as one. */
  Sample all() {
    return Sample.of(rounds);
  }

  /** How a figure of each round varies over the rounds. */
  Sample overRounds(ToDoubleFunction<Sample> figure) {
    return new Sample(rounds.stream().map(figure::applyAsDouble).toList());
  }

  /** How many times the baseline's median its own is. */
  Optional<Double> ratio() {
    return baseline.map(other -> all().median() / other.all().median());
  }
}
