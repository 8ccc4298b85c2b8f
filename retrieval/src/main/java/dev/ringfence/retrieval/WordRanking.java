package dev.ringfence.retrieval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well passages fit a question by its words: BM25 (Robertson and Zaragoza, "The Probabilistic
 * Relevance Framework", 2009, with the usual k1 and b).
 *
 * <p>Each word of the question counts by its rarest reading: all its forms together are one word,
 * and how rare it is, is counted over the passages that have any of them.
 */
final class WordRanking {
  private static final double SATURATION = 1.2;
  private static final double LENGTH = 0.75;

  private static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::key);

  /**
   * A passage that has some of the words.
   *
   * @param share how much of the question's words it has, each weighed by its rarity: above 0, and
   *     1 for all of them
   * @param words which of them it has: a bit for each, the first word's the lowest
   */
  record Ranked(PassageKey key, double score, double share, int words) {}

  private static final class Sums {
    private double score;
    private double weight;
    private int words;
  }

  private final Extent extent;
  private final Map<PassageKey, Sums> sums = new HashMap<>();
  private double allWeights;
  private int counted;

  WordRanking(Extent extent) {
    this.extent = extent;
  }

  /**
   * Counts a word of the question, of which there are 32 at most.
   *
   * @param passages how many passages have it
   * @param postings of the passages that are to be ranked
   */
  void add(double passages, Map<PassageKey, Posting> postings) {
    double all = Math.max(extent.passages(), passages);
    double rarity = Math.log(1 + (all - passages + 0.5) / (passages + 0.5));
    // For a word that nobody has: as rare as one that half a passage has.
    double weight = Math.log(1 + all / Math.max(passages, 0.5));
    allWeights += weight;
    postings.forEach(
        (key, posting) -> {
          Sums sum = sums.computeIfAbsent(key, _ -> new Sums());
          sum.score += rarity * frequency(posting);
          sum.weight += weight;
          sum.words |= 1 << counted;
        });
    counted++;
  }

  private double frequency(Posting posting) {
    double length = 1 - LENGTH + LENGTH * posting.length() / extent.averageLength();
    return posting.count() * (SATURATION + 1) / (posting.count() + SATURATION * length);
  }

  /** Another over the same passages, to which nothing was added yet. */
  WordRanking anew() {
    return new WordRanking(extent);
  }

  /** The best, in their order. */
  List<Ranked> best(int limit) {
    return sums.entrySet().stream().map(this::ranked).sorted(BEST_FIRST).limit(limit).toList();
  }

  /** The best of some passages, in their order. */
  List<Ranked> best(int limit, Set<PassageKey> among) {
    return sums.entrySet().stream()
        .filter(entry -> among.contains(entry.getKey()))
        .map(this::ranked)
        .sorted(BEST_FIRST)
        .limit(limit)
        .toList();
  }

  private Ranked ranked(Map.Entry<PassageKey, Sums> entry) {
    Sums sum = entry.getValue();
    // Sums of the same numbers in another order differ in their last digits.
    double share = sum.weight >= allWeights * (1 - 1e-9) ? 1 : sum.weight / allWeights;
    return new Ranked(entry.getKey(), sum.score, share, sum.words);
  }
}
