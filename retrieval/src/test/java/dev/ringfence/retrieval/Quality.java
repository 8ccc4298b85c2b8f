package dev.ringfence.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How good the first ten of each question are.
 *
 * @param gain nDCG@10, where each answer counts the same
 * @param recall what part of the answers is among them
 */
record Quality(double gain, double recall) {
  private static final int FIRST = 10;

  /** The mean over all questions that have an answer. */
  static Quality of(
      List<Cranfield.Question> questions, Function<Cranfield.Question, List<Integer>> search) {
    List<Quality> each = new ArrayList<>();
    for (Cranfield.Question question : questions) {
      if (!question.relevant().isEmpty()) {
        each.add(of(search.apply(question), question.relevant()));
      }
    }
    return new Quality(
        each.stream().mapToDouble(Quality::gain).average().orElse(0),
        each.stream().mapToDouble(Quality::recall).average().orElse(0));
  }

  private static Quality of(List<Integer> found, Set<Integer> relevant) {
    double gain = 0;
    double best = 0;
    int hits = 0;
    for (int place = 0; place < FIRST; place++) {
      double worth = 1 / (Math.log(place + 2) / Math.log(2));
      if (place < relevant.size()) {
        best += worth;
      }
      if (place < found.size() && relevant.contains(found.get(place))) {
        gain += worth;
        hits++;
      }
    }
    return new Quality(gain / best, (double) hits / relevant.size());
  }
}
