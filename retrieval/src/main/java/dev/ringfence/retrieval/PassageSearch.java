package dev.ringfence.retrieval;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.retrieval.NearestPassages.Near;
import dev.ringfence.retrieval.RankFusion.Candidate;
import dev.ringfence.retrieval.WordedPassages.Outcome;
import dev.ringfence.retrieval.WordedPassages.Worded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the passages that answer a question, among those that the asker may read.
 *
 * <p>Meaning and words are searched apart and fused by rank. Both are over the rows the policies
 * admit and no others: how rare a word is, too, is counted among what the asker may read, so that
 * nobody else's documents show in an answer, not even in its order.
 */
public final class PassageSearch {
  /** The most passages that one search gives. */
  public static final int MOST_PASSAGES = 50;

  private static final int LONGEST_QUERY = 2_000;

  /** As many as an explanation names of those that were left out for one reason. */
  private static final int NAMED = 10;

  /** What comes nearest to answering, of what does not. */
  private static final Comparator<Candidate> NEAREST_FIRST =
      Comparator.comparingDouble(Candidate::similarity).reversed().thenComparing(Candidate::key);

  private final TenantDatabase database;
  private final Embedder embedder;
  private final QuestionVectors questions;
  private final NearestPassages nearest = new NearestPassages();
  private final WordedPassages worded = new WordedPassages();

  public PassageSearch(TenantDatabase database, Embedder embedder) {
    this.database = database;
    this.embedder = embedder;
    this.questions = new QuestionVectors(embedder);
  }

  /**
   * The passages that answer a question, the best first; none where nothing that the principal may
   * read does.
   *
   * @param limit how many at most, from 1 to {@value #MOST_PASSAGES}
   */
  public List<Passage> search(Principal principal, String query, int limit) {
    return search(principal, query, limit, new Reading(principal));
  }

  /**
   * The same, with what was read.
   *
   * @param reading takes the keys of the passages that are given
   */
  public List<Passage> search(Principal principal, String query, int limit, Reading reading) {
    return look(principal, query, limit, 0, reading).passages();
  }

  /**
   * The same search, and why it finds what it finds.
   *
   * @param reading takes the keys of the passages that are named
   */
  public Explanation explain(Principal principal, String query, int limit, Reading reading) {
    return look(principal, query, limit, NAMED, reading);
  }

  /**
   * @param named how many are named of those that did not come into question, for each reason
   */
  private Explanation look(
      Principal principal, String query, int limit, int named, Reading reading) {
    if (limit < 1 || limit > MOST_PASSAGES) {
      throw new IllegalArgumentException("a search gives 1 to " + MOST_PASSAGES + " passages");
    }
    String question = cleaned(query);
    if (question.isEmpty()) {
      return new Explanation(question, embedder.floor(), List.of(), List.of(), 0);
    }
    String vector = StoredVector.literal(questions.of(principal, question));
    return database.inTransaction(
        principal,
        Access.READ,
        connection -> {
          int candidates = Math.max(40, limit * 4);
          // Words first: the search of vectors says how the rest of the transaction is planned.
          Outcome<Worded> byWords =
              worded.find(connection, principal, question, vector, embedder.model(), candidates);
          List<Near> near =
              nearest.find(connection, principal, vector, embedder.model(), candidates);
          List<Candidate> found = RankFusion.fuse(near, byWords.best());
          Verdict verdict = new Verdict(question, byWords.words(), limit, reading, named > 0);
          judge(connection, found, verdict, limit, named);
          return verdict.explanation(embedder.floor(), found);
        });
  }

  /**
   * Reads what answers, more of it than asked for, since texts recur; and of the rest the first.
   */
  private void judge(
      TenantConnection connection, List<Candidate> found, Verdict verdict, int limit, int named) {
    List<Candidate> answering = new ArrayList<>();
    List<Candidate> below = new ArrayList<>();
    found.forEach(
        candidate -> (candidate.answers(embedder.floor()) ? answering : below).add(candidate));
    int read = Math.min(limit * 3, answering.size());
    verdict.answering(texts(connection, answering.subList(0, read), verdict));
    if (named > 0) {
      verdict.beyond(
          texts(connection, first(answering.subList(read, answering.size()), named), verdict));
      below.sort(NEAREST_FIRST);
      verdict.below(texts(connection, first(below, named), verdict));
    }
  }

  private static List<DistinctPassages.Found> texts(
      TenantConnection connection, List<Candidate> wanted, Verdict verdict) {
    return PassageTexts.read(
        connection, wanted.stream().map(Candidate::key).toList(), verdict.reading());
  }

  private static List<Candidate> first(List<Candidate> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  private static String cleaned(String query) {
    StringBuilder clean = new StringBuilder();
    query
        .codePoints()
        .limit(LONGEST_QUERY)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }
}
