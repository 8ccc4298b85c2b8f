package dev.ringfence.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What was measured several times in the same way: values in ascending order, at least one. */
record Sample(List<Double> values) {
  Sample {
    if (values.isEmpty()) {
      throw new BenchException("nothing was measured");
    }
    values = values.stream().sorted().toList();
  }

  /** The values of several samples as one. */
  static Sample of(Collection<Sample> samples) {
    List<Double> all = new ArrayList<>();
    samples.forEach(sample -> all.addAll(sample.values()));
    return new Sample(all);
  }

  /**
   * The least measured value that at least this share of all values does not exceed (nearest rank,
   * so it is a value that occurred).
   *
   * @param percent above 0 and up to 100
   */
  double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * values.size());
    return values.get(Math.max(rank, 1) - 1);
  }

  double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  double least() {
    return values.getFirst();
  }

  double most() {
    return values.getLast();
  }

  int size() {
    return values.size();
  }
}
