package dev.ringfence.retrieval;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a search found and why, for an operator's eyes: it has the scores that answers never show.
 * It is made by the very search that answers a chat, of nothing but what its asker may read.
 *
 * @param question as it was searched
 * @param model the one that the tenant is searched by
 * @param byMeaning whether it was; else the model could not be asked, and words alone answered
 * @param floor what a passage has to reach to answer
 * @param words what became of each word of the question
 * @param hits what is given, in its order, then what was left out
 * @param unnamed how many more were found and left out than are named
 */
public record Explanation(
    String question,
    String model,
    boolean byMeaning,
    RelevanceFloor floor,
    List<Word> words,
    List<Hit> hits,
    int unnamed) {
  public Explanation {
    words = List.copyOf(words);
    hits = List.copyOf(hits);
  }

  /**
   * A word of the question.
   *
   * @param passages how many that the asker may read have it, counted or estimated
   */
  public record Word(String written, Use use, long passages) {
    /** What a search does with a word. */
    public enum Use {
      /** Passages have it. */
      FOUND,
      /** No passage that the asker may read has it. */
      UNKNOWN,
      /** So many have it that it is only looked for in what the other words found. */
      COMMON,
      /** It carries no meaning, or stands behind the most words that are taken. */
      PASSED_OVER
    }
  }

  /** What became of a passage that was found. */
  public sealed interface Fate {
    /**
     * It is given.
     *
     * @param place from 1
     */
    record Given(int place) implements Fate {}

    /**
     * It says the same as one that is given.
     *
     * @param place of that one
     */
    record Duplicate(int place) implements Fate {}

    /** It answers, and so do better ones, as many as were asked for. */
    record BeyondLimit() implements Fate {}

    /** Not enough speaks for it. */
    record BelowFloor() implements Fate {}
  }

  /**
   * A passage that was found.
   *
   * @param ordinal its place in its document, from 0
   * @param owner the person whose its document is; null where it is nobody's in particular
   * @param byMeaning its place among what was found by meaning, from 1; 0 where it was not
   * @param similarity the cosine of the angle between its vector and the question's
   * @param byWords its place among what was found by words, from 1; 0 where it was not
   * @param share how much of the question's words it has, each weighed by its rarity
   * @param matched those words
   */
  public record Hit(
      Passage passage,
      int ordinal,
      @Nullable UUID owner,
      int byMeaning,
      double similarity,
      int byWords,
      double share,
      List<String> matched,
      Fate fate) {
    public Hit {
      matched = List.copyOf(matched);
    }

    /** How far it is from the question: 0 for the same direction, 2 for the opposite one. */
    public double distance() {
      return 1 - similarity;
    }
  }

  /** The passages that are given, the best first. */
  public List<Passage> passages() {
    return hits.stream().filter(hit -> hit.fate() instanceof Fate.Given).map(Hit::passage).toList();
  }

  /** The one that came nearest to answering among those that do not. */
  public Optional<Hit> nearestBelow() {
    return hits.stream().filter(hit -> hit.fate() instanceof Fate.BelowFloor).findFirst();
  }
}
