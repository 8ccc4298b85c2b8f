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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the passages that answer a question, among those that the asker may read.
 *
 * <p>Meaning and words are searched apart and fused by rank. Both are over the rows the policies
 * admit and no others: how rare a word is, too, is counted among what the asker may read, so that
 * nobody else's documents show in an answer, not even in its order.
 */
public final class PassageSearch {
  private static final Logger LOG = LoggerFactory.getLogger(PassageSearch.class);

  /** The most passages that one search gives. */
  public static final int MOST_PASSAGES = 50;

  private static final int LONGEST_QUERY = 2_000;
  private static final int MOST_ATTEMPTS = 3;

  /** Where no vector speaks, a passage has all the words or it does not answer. */
  private static final RelevanceFloor WORDS_ALONE = new RelevanceFloor(1, 1);

  /** As many as an explanation names of those that were left out for one reason. */
  private static final int NAMED = 10;

  /** What comes nearest to answering, of what does not. */
  private static final Comparator<Candidate> NEAREST_FIRST =
      Comparator.comparingDouble(Candidate::similarity).reversed().thenComparing(Candidate::key);

  private final TenantDatabase database;
  private final Embedders embedders;
  private final TenantModels models;
  private final QuestionVectors questions = new QuestionVectors();
  private final NearestPassages nearest = new NearestPassages();
  private final WordedPassages worded = new WordedPassages();

  /** A search by one model. */
  public PassageSearch(TenantDatabase database, Embedder embedder) {
    this(database, Embedders.only(embedder));
  }

  /** A search by the model of each tenant; by words alone where that cannot be asked. */
  public PassageSearch(TenantDatabase database, Embedders embedders) {
    this.database = database;
    this.embedders = embedders;
    this.models = new TenantModels(embedders);
  }

  /**
   * A question as it is searched.
   *
   * @param model the one that the tenant is searched by
   * @param vector by that model, as SQL takes it; empty where the model cannot be asked
   */
  private record Asked(
      Principal principal,
      String text,
      String model,
      Optional<String> vector,
      RelevanceFloor floor,
      int limit) {
    int candidates() {
      return Math.max(40, limit * 4);
    }
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
    String model = models.likely(principal);
    if (question.isEmpty()) {
      return new Explanation(question, model, true, WORDS_ALONE, List.of(), List.of(), 0);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return look(asked(principal, question, model, limit), named, reading);
      } catch (ModelChangedException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        model = e.model();
      }
    }
  }

  private Explanation look(Asked asked, int named, Reading reading) {
    return database.inTransaction(
        asked.principal(),
        Access.READ,
        connection -> {
          models.require(connection, asked.principal(), asked.model());
          // Words first: the search of vectors says how the rest of the transaction is planned.
          Outcome<Worded> byWords = byWords(connection, asked);
          List<Candidate> found = RankFusion.fuse(byMeaning(connection, asked), byWords.best());
          Verdict verdict =
              new Verdict(asked.text(), byWords.words(), asked.limit(), reading, named > 0);
          judge(connection, found, verdict, asked, named);
          return verdict.explanation(
              asked.model(), asked.vector().isPresent(), asked.floor(), found);
        });
  }

  private Asked asked(Principal principal, String question, String model, int limit) {
    Optional<Embedder> embedder = embedders.named(model);
    if (embedder.isEmpty()) {
      LOG.warn("the model {} is not set up: its tenants are searched by words alone", model);
    } else {
      try {
        String vector = StoredVector.literal(questions.of(principal, embedder.get(), question));
        return new Asked(
            principal, question, model, Optional.of(vector), embedder.get().floor(), limit);
      } catch (EmbeddingException e) {
        LOG.warn("searched by words alone: {}", e.getMessage());
      }
    }
    return new Asked(principal, question, model, Optional.empty(), WORDS_ALONE, limit);
  }

  private Outcome<Worded> byWords(TenantConnection connection, Asked asked) {
    if (asked.vector().isEmpty()) {
      return worded.findAlone(connection, asked.principal(), asked.text(), asked.candidates());
    }
    return worded.find(
        connection,
        asked.principal(),
        asked.text(),
        asked.vector().get(),
        asked.model(),
        asked.candidates());
  }

  private List<Near> byMeaning(TenantConnection connection, Asked asked) {
    return asked
        .vector()
        .map(
            vector ->
                nearest.find(
                    connection, asked.principal(), vector, asked.model(), asked.candidates()))
        .orElse(List.of());
  }

  /**
   * Reads what answers, more of it than asked for, since texts recur; and of the rest the first.
   */
  private void judge(
      TenantConnection connection, List<Candidate> found, Verdict verdict, Asked asked, int named) {
    List<Candidate> answering = new ArrayList<>();
    List<Candidate> below = new ArrayList<>();
    found.forEach(
        candidate -> (candidate.answers(asked.floor()) ? answering : below).add(candidate));
    int read = Math.min(asked.limit() * 3, answering.size());
    verdict.answering(texts(connection, answering.subList(0, read), verdict));
    verdict.given(Surroundings.of(connection, verdict.given(), verdict.reading()));
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
