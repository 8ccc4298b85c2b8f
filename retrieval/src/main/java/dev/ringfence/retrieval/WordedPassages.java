package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.retrieval.Explanation.Word;
import dev.ringfence.retrieval.WordAnalysis.AskedWord;
import dev.ringfence.retrieval.WordRanking.Ranked;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The passages that have a question's words, among those that the policies admit; how rare a word
 * is, too, is counted among these alone.
 *
 * <p>Work is bounded: of each word a first number of rows is read, which in a small collection is
 * all of them. In a larger one the rarest words are then read wholly, as far as the budget goes;
 * the commonest, which say least, are looked up only for what the others found. The order in which
 * things are read follows from what is stored, so the same question always finds the same.
 */
final class WordedPassages {
  private static final int FIRST_ROWS = 2_000;
  private static final int MOST_ROWS = 20_000;

  /** As many passages as are looked at again for the words that were not read wholly. */
  private static final int MOST_LOOKED_UP = 300;

  /**
   * The vector is read once, and not for each row.
   *
   * <p>Parameters: $1 the vector, $2 its model, $3 and $4 the documents and ordinals.
   */
  private static final String SIMILARITY =
      """
      WITH question AS MATERIALIZED (
        SELECT CAST(CAST($1 AS text) AS halfvec) AS vector
      )
      SELECT v.document_id, v.ordinal, 1 - (v.embedding <=> (SELECT q.vector FROM question q)) AS similarity
        FROM unnest(CAST($3 AS uuid[]), CAST($4 AS integer[])) AS wanted (document_id, ordinal)
        JOIN ringfence.chunk_vector v USING (document_id, ordinal)
       WHERE v.model = $2
      """;

  /**
   * @param share how much of the question's words it has, each weighed by its rarity: above 0, and
   *     1 for all of them
   * @param similarity the cosine of the angle between its vector and the question's
   * @param words which of them it has: a bit for each, the first word's the lowest
   */
  record Worded(PassageKey key, double share, double score, double similarity, int words) {}

  /**
   * What was found by words.
   *
   * @param words what became of each word of the question, those first that it asks for
   */
  record Outcome<T>(List<T> best, List<Word> words) {}

  /** A word of the question, in all its forms, as far as it was read. */
  private record Asked(String written, Set<Long> forms, PostingList list) {
    boolean complete() {
      return list.complete();
    }

    /** What became of it, with how many passages have it as they were counted before. */
    Word explained() {
      return new Word(
          written,
          !complete()
              ? Word.Use.COMMON
              : list.postings().isEmpty() ? Word.Use.UNKNOWN : Word.Use.FOUND,
          Math.round(list.passages()));
    }
  }

  private final int firstRows;
  private final int mostRows;

  WordedPassages() {
    this(FIRST_ROWS, MOST_ROWS);
  }

  /**
   * @param firstRows how many rows of each word and shelf are read at once
   * @param mostRows how many more of all words together
   */
  WordedPassages(int firstRows, int mostRows) {
    this.firstRows = firstRows;
    this.mostRows = mostRows;
  }

  /**
   * Those that fit the words best, in their order.
   *
   * @param vector the question's, as a literal, by the model of that name
   */
  Outcome<Worded> find(
      TenantConnection connection,
      Principal by,
      String question,
      String vector,
      String model,
      int limit) {
    Outcome<Ranked> ranked = rank(connection, by, question, limit);
    return new Outcome<>(withSimilarity(connection, ranked.best(), vector, model), ranked.words());
  }

  /** The same where the question has no vector: nothing is alike in meaning then. */
  Outcome<Worded> findAlone(TenantConnection connection, Principal by, String question, int limit) {
    Outcome<Ranked> ranked = rank(connection, by, question, limit);
    return new Outcome<>(
        ranked.best().stream()
            .map(each -> new Worded(each.key(), each.share(), each.score(), 0, each.words()))
            .toList(),
        ranked.words());
  }

  /** The same by words alone. */
  Outcome<Ranked> rank(TenantConnection connection, Principal by, String question, int limit) {
    WordAnalysis.Asked words = WordAnalysis.ofQuestion(question);
    if (words.words().isEmpty()) {
      return outcome(List.of(), List.of(), words);
    }
    Map<Long, PostingList> first =
        PostingReader.read(
            connection,
            by,
            forms(words.words().stream().map(AskedWord::forms).toList()),
            firstRows);
    List<Asked> asked =
        words.words().stream().map(word -> asked(word.written(), word.forms(), first)).toList();
    if (asked.stream().allMatch(word -> word.list().postings().isEmpty())) {
      return outcome(List.of(), asked, words);
    }
    WordRanking ranking = new WordRanking(Extent.read(connection, by));
    if (asked.stream().allMatch(Asked::complete)) {
      asked.forEach(word -> ranking.add(word.list().passages(), word.list().postings()));
      return outcome(ranking.best(limit), asked, words);
    }
    List<Asked> read = readRarest(connection, by, asked);
    return outcome(rankLarge(connection, read, ranking, limit), read, words);
  }

  private static Outcome<Ranked> outcome(
      List<Ranked> best, List<Asked> asked, WordAnalysis.Asked words) {
    Stream<Word> passedOver =
        words.passedOver().stream().map(written -> new Word(written, Word.Use.PASSED_OVER, 0));
    return new Outcome<>(
        best, Stream.concat(asked.stream().map(Asked::explained), passedOver).toList());
  }

  private static List<Ranked> rankLarge(
      TenantConnection connection, List<Asked> read, WordRanking ranking, int limit) {
    Set<PassageKey> candidates = candidates(read, ranking);
    List<Asked> common = read.stream().filter(word -> !word.complete()).toList();
    Map<Long, PostingList> lookedUp =
        common.isEmpty()
            ? Map.of()
            : PostingReader.readOf(
                connection,
                candidates.stream().map(PassageKey::document).collect(Collectors.toSet()),
                forms(common.stream().map(Asked::forms).toList()));
    WordRanking whole = ranking.anew();
    for (Asked word : read) {
      whole.add(
          word.list().passages(),
          word.complete()
              ? word.list().postings()
              : asked(word.written(), word.forms(), lookedUp).list().postings());
    }
    return whole.best(limit, candidates);
  }

  /** Reads the words that were cut short, the rarest first, as long as the budget lasts. */
  private List<Asked> readRarest(TenantConnection connection, Principal by, List<Asked> asked) {
    double left = mostRows;
    Set<Long> wanted = new HashSet<>();
    List<Asked> cut =
        asked.stream()
            .filter(word -> !word.complete())
            .sorted(Comparator.comparingDouble(word -> word.list().wholeRows()))
            .toList();
    for (Asked word : cut) {
      left -= word.list().wholeRows();
      if (left >= 0) {
        wanted.addAll(word.forms());
      }
    }
    if (wanted.isEmpty()) {
      return asked;
    }
    Map<Long, PostingList> whole = PostingReader.read(connection, by, wanted, mostRows);
    return asked.stream()
        .map(
            word ->
                wanted.containsAll(word.forms())
                    ? asked(word.written(), word.forms(), whole)
                    : word)
        .toList();
  }

  private static Set<PassageKey> candidates(List<Asked> read, WordRanking ranking) {
    boolean someComplete =
        read.stream().anyMatch(word -> word.complete() && !word.list().postings().isEmpty());
    for (Asked word : read) {
      if (word.complete() || !someComplete) {
        ranking.add(word.list().passages(), word.list().postings());
      }
    }
    return ranking.best(MOST_LOOKED_UP).stream().map(Ranked::key).collect(Collectors.toSet());
  }

  private static Asked asked(String written, Set<Long> forms, Map<Long, PostingList> lists) {
    return new Asked(
        written,
        forms,
        PostingList.either(
            forms.stream().map(form -> lists.getOrDefault(form, PostingList.EMPTY)).toList()));
  }

  private static Set<Long> forms(Collection<Set<Long>> words) {
    Set<Long> all = new HashSet<>();
    words.forEach(all::addAll);
    return all;
  }

  private static List<Worded> withSimilarity(
      TenantConnection connection, List<Ranked> ranked, String vector, String model) {
    if (ranked.isEmpty()) {
      return List.of();
    }
    Map<PassageKey, Double> similarities = new HashMap<>();
    for (Row row :
        connection.query(
            SIMILARITY,
            vector,
            model,
            ranked.stream().map(each -> each.key().document()).toArray(UUID[]::new),
            ranked.stream().map(each -> each.key().ordinal()).toArray(Integer[]::new))) {
      similarities.put(PassageKey.of(row), row.getDouble("similarity"));
    }
    List<Worded> worded = new ArrayList<>();
    for (Ranked each : ranked) {
      // What has no vector of this model is being read in anew.
      if (similarities.containsKey(each.key())) {
        worded.add(
            new Worded(
                each.key(),
                each.share(),
                each.score(),
                similarities.get(each.key()),
                each.words()));
      }
    }
    return worded;
  }
}
