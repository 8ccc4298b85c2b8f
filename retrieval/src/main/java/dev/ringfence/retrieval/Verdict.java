package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.retrieval.DistinctPassages.Found;
import dev.ringfence.retrieval.Explanation.Fate;
import dev.ringfence.retrieval.Explanation.Hit;
import dev.ringfence.retrieval.Explanation.Word;
import dev.ringfence.retrieval.RankFusion.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What becomes of each passage that one search has found. For one thread. */
final class Verdict {
  private record Judged(Found found, Fate fate) {}

  private final String question;
  private final List<Word> words;
  private final int limit;
  private final Reading reading;
  private final boolean allShown;
  private final List<Judged> judged = new ArrayList<>();

  /**
   * @param limit how many passages are given at most
   * @param reading takes the keys of what is shown
   * @param allShown whether what is left out is shown as well
   */
  Verdict(String question, List<Word> words, int limit, Reading reading, boolean allShown) {
    this.question = question;
    this.words = words;
    this.limit = limit;
    this.reading = reading;
    this.allShown = allShown;
  }

  Reading reading() {
    return reading;
  }

  /** Of those that answer, the best first, each text is given once. */
  void answering(List<Found> ranked) {
    List<Judged> leftOut = new ArrayList<>();
    int place = 0;
    for (DistinctPassages.Text text : DistinctPassages.of(ranked, question)) {
      place++;
      boolean given = place <= limit;
      add(
          given ? judged : leftOut,
          text.chosen(),
          given ? new Fate.Given(place) : new Fate.BeyondLimit());
      for (Found same : text.same()) {
        add(leftOut, same, given ? new Fate.Duplicate(place) : new Fate.BeyondLimit());
      }
    }
    judged.addAll(leftOut);
  }

  /** What is given, in its order. */
  List<Found> given() {
    return judged.stream()
        .filter(each -> each.fate() instanceof Fate.Given)
        .map(Judged::found)
        .toList();
  }

  /** The same, with what stands beside some of them. */
  void given(List<Found> surrounded) {
    for (int place = 0; place < surrounded.size(); place++) {
      judged.set(place, new Judged(surrounded.get(place), judged.get(place).fate()));
    }
  }

  /** These answer, too, and did not come into question. */
  void beyond(List<Found> ranked) {
    ranked.forEach(found -> add(judged, found, new Fate.BeyondLimit()));
  }

  /** These do not answer, the nearest first. */
  void below(List<Found> nearest) {
    nearest.forEach(found -> add(judged, found, new Fate.BelowFloor()));
  }

  private void add(List<Judged> to, Found found, Fate fate) {
    to.add(new Judged(found, fate));
    if (allShown || fate instanceof Fate.Given) {
      reading.add(PassageTexts.key(found.key()));
    }
  }

  /**
   * @param model the one that the tenant is searched by
   * @param byMeaning whether it was asked
   * @param candidates all that was found
   */
  Explanation explanation(
      String model, boolean byMeaning, RelevanceFloor floor, List<Candidate> candidates) {
    Map<PassageKey, Candidate> byKey = new HashMap<>();
    candidates.forEach(candidate -> byKey.put(candidate.key(), candidate));
    List<Hit> hits = new ArrayList<>();
    for (Judged each : judged) {
      hits.add(hit(each, Objects.requireNonNull(byKey.get(each.found().key()))));
    }
    return new Explanation(
        question, model, byMeaning, floor, words, hits, candidates.size() - hits.size());
  }

  private Hit hit(Judged judgement, Candidate candidate) {
    return new Hit(
        judgement.found().passage(),
        judgement.found().ordinal(),
        judgement.found().owner(),
        candidate.byMeaning(),
        candidate.similarity(),
        candidate.byWords(),
        candidate.share(),
        IntStream.range(0, words.size())
            .filter(place -> place < Integer.SIZE && (candidate.words() >>> place & 1) == 1)
            .mapToObj(place -> words.get(place).written())
            .toList(),
        judgement.fate());
  }
}
