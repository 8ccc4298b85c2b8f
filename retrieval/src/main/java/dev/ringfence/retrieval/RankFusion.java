package dev.ringfence.retrieval;

import dev.ringfence.retrieval.NearestPassages.Near;
import dev.ringfence.retrieval.WordedPassages.Worded;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what was found by meaning and what was found by words into one order, by reciprocal rank
 * (Cormack, Clarke and Büttcher, 2009, from where the constant 60 comes). Words count for a little
 * less than meaning, which put the right passage first more often on the questions of the demo
 * companies.
 */
final class RankFusion {
  private static final double FLATNESS = 60;
  private static final double WORDS = 0.6;

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::key);

  /**
   * A passage that may answer.
   *
   * @param similarity of its vector to the question's, from -1 to 1
   * @param share how much of the question's words it has, from 0 to 1
   * @param byMeaning its place among what was found by meaning, from 1; 0 where it was not
   * @param byWords the same by words
   * @param words which of the question's words it has, a bit for each
   */
  record Candidate(
      PassageKey key,
      double similarity,
      double share,
      double score,
      int byMeaning,
      int byWords,
      int words) {
    /** Whether enough speaks for it. */
    boolean answers(RelevanceFloor floor) {
      return similarity >= floor.alone()
          || (similarity >= floor.supported() && 2 * share >= 1)
          || share >= 1;
    }
  }

  private RankFusion() {}

  /** All that was found either way, the best first. */
  static List<Candidate> fuse(List<Near> near, List<Worded> worded) {
    Map<PassageKey, Candidate> candidates = new HashMap<>();
    for (int place = 0; place < near.size(); place++) {
      Near found = near.get(place);
      candidates.put(
          found.key(),
          new Candidate(
              found.key(), found.similarity(), 0, 1 / (FLATNESS + place + 1), place + 1, 0, 0));
    }
    for (int place = 0; place < worded.size(); place++) {
      Worded found = worded.get(place);
      double score = WORDS / (FLATNESS + place + 1);
      candidates.merge(
          found.key(),
          new Candidate(
              found.key(), found.similarity(), found.share(), score, 0, place + 1, found.words()),
          RankFusion::both);
    }
    return sorted(candidates.values());
  }

  private static Candidate both(Candidate near, Candidate worded) {
    return new Candidate(
        near.key(),
        near.similarity(),
        worded.share(),
        near.score() + worded.score(),
        near.byMeaning(),
        worded.byWords(),
        worded.words());
  }

  private static List<Candidate> sorted(Collection<Candidate> candidates) {
    return candidates.stream().sorted(BEST_FIRST).toList();
  }
}
