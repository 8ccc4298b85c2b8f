package dev.ringfence.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the recognizers found in one text. Where findings overlap, the whole of both is masked:
 * cutting one short would leave a part of it readable.
 */
final class Findings {
  /** A range of the source, end exclusive. */
  record Finding(int start, int end, SensitiveType type) {
    int length() {
      return end - start;
    }
  }

  private static final Comparator<Finding> BY_POSITION =
      Comparator.comparingInt(Finding::start)
          .thenComparing(Finding::end, Comparator.reverseOrder());

  private final List<Finding> found = new ArrayList<>();

  void add(int start, int end, SensitiveType type) {
    found.add(new Finding(start, end, type));
  }

  /** The ranges to mask: in order, none overlapping, each of the type of its longest finding. */
  List<Finding> arbitrated() {
    found.sort(BY_POSITION);
    List<Finding> result = new ArrayList<>();
    for (Finding next : found) {
      Finding last = result.isEmpty() ? null : result.getLast();
      if (last == null || next.start() >= last.end()) {
        result.add(next);
      } else {
        SensitiveType type = next.length() > last.length() ? next.type() : last.type();
        result.set(
            result.size() - 1, new Finding(last.start(), Math.max(last.end(), next.end()), type));
      }
    }
    return result;
  }
}
