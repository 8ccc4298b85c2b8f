package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.NearestPassages.Near;
import dev.ringfence.retrieval.WordRanking.Ranked;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two worlds that differ in somebody else's documents alone: what is found is the same in both, and
 * so is what search weighs inside, which shows a difference before an order does.
 *
 * <p>A set of neighbours that changed something is named by its seed; {@code
 * -Dringfence.neighbours=4711} runs that one alone.
 */
final class HostileNeighboursTest {
  private static final List<String> QUESTIONS =
      List.of(
          "opening hours saturday visit",
          "price boiler visit part",
          "cancel booking saturday price warranty",
          "GREENVALVE booking",
          "error F28 part 4711/08",
          "warranty boiler hours");
  private static final List<String> VOCABULARY =
      new ArrayList<>(
          List.of(
              "opening",
              "hours",
              "hours",
              "saturday",
              "saturday",
              "visit",
              "visit",
              "visit",
              "price",
              "boiler",
              "part",
              "cancel",
              "booking",
              "booking",
              "warranty",
              "error",
              "F28",
              "4711/08",
              "winter",
              "garden",
              "letter",
              "invoice"));
  private static final int SETS = 1_000;

  private static KnowledgeBase base;
  private static PassageSearch search;
  private static Connection administrator;
  private static final Map<String, Found> ALONE = new LinkedHashMap<>();

  /** What a search gives, and what it has found on the way, with its scores. */
  private record Found(
      List<Passage> passages, WordedPassages.Outcome<Ranked> byWords, List<Near> byMeaning) {}

  @BeforeAll
  static void fill() throws Exception {
    base = new KnowledgeBase();
    search = base.search();
    administrator = base.administrator();
    administrator.setAutoCommit(false);
    // Short texts of few words, so that many are nearly as good as each other: what changes how
    // rare
    // a word is, or how many there are, changes their order.
    Random random = new Random(4711);
    for (int i = 0; i < 60; i++) {
      Collections.shuffle(VOCABULARY, random);
      base.publish(
          SAM,
          i + ".txt",
          String.join(" ", VOCABULARY.subList(0, 3 + random.nextInt(6))) + " " + i);
    }
    for (Principal.Customer customer : List.of(ANA, BEN)) {
      base.store()
          .ingest(
              SAM,
              plain(
                  "bonus.txt",
                  "Your code word for half the price of a booking is GREENVALVE.",
                  Visibility.CUSTOMER,
                  customer.customer()),
              IngestProgress.SILENT);
    }
    for (String question : QUESTIONS) {
      for (Principal asker : List.of(VISITOR, ANA, BEN, SAM)) {
        ALONE.put(asker + question, found(asker, question));
      }
    }
  }

  @AfterAll
  static void close() throws SQLException {
    administrator.close();
    base.close();
  }

  @Test
  void whatIsFoundIsTheSameBesideAThousandHostileNeighbours() throws SQLException {
    Long only = Long.getLong("ringfence.neighbours");
    long[] seeds = only == null ? LongStream.rangeClosed(1, SETS).toArray() : new long[] {only};

    assertThat(changedBy(seeds, Integer.MAX_VALUE))
        .as("seeds of neighbours that changed something")
        .isEmpty();
    assertThat(ALONE.values())
        .as("something is found")
        .filteredOn(found -> !found.passages().isEmpty() && !found.byWords().best().isEmpty())
        .hasSizeGreaterThan(15);
  }

  /** Each protection that is taken away shows: the neighbours are hostile indeed. */
  @ParameterizedTest
  @CsvSource({
    "posting, visitor_reads_public",
    "posting, customer_reads_shared_and_own",
    "posting, staff_rows",
    "document_words, visitor_reads_public",
    "document_words, customer_reads_shared_and_own",
    "document_words, staff_rows",
    "chunk_vector, visitor_reads_public",
    "chunk_vector, customer_reads_shared_and_own",
    "chunk_vector, staff_rows"
  })
  void aPolicyThatIsOpenShows(String table, String policy) throws SQLException {
    String condition =
        base.single(
            "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = ? AND polrelid = CAST(? AS regclass)",
            policy,
            "ringfence." + table);
    base.sql("ALTER POLICY " + policy + " ON ringfence." + table + " USING (true)");
    try {
      assertThat(changedBy(LongStream.rangeClosed(1, 200).toArray(), 1)).isNotEmpty();
    } finally {
      base.sql("ALTER POLICY " + policy + " ON ringfence." + table + " USING (" + condition + ")");
    }
  }

  private static Found found(Principal asker, String question) {
    String vector = StoredVector.literal(new WordEmbedder().embedQuery(question));
    List<Passage> passages = search.search(asker, question, 10);
    return base.database()
        .inTransaction(
            asker,
            Access.READ,
            connection ->
                new Found(
                    passages,
                    new WordedPassages().rank(connection, asker, question, 40),
                    new NearestPassages().find(connection, asker, vector, "words", 40)));
  }

  private static List<String> changedBy(long[] seeds, int enough) throws SQLException {
    List<String> changed = new ArrayList<>();
    for (long seed : seeds) {
      if (changed.size() >= enough) {
        break;
      }
      String question = QUESTIONS.get((int) (seed % QUESTIONS.size()));
      HostileNeighbours neighbours = new HostileNeighbours(seed, question);
      try {
        neighbours.store(administrator);
        administrator.commit();
        for (Principal asker : askers(neighbours.owner())) {
          if (!found(asker, question).equals(ALONE.get(asker + question))) {
            changed.add(seed + ": " + asker.role() + ", " + question);
          }
        }
      } finally {
        HostileNeighbours.remove(administrator);
        administrator.commit();
      }
    }
    return changed;
  }

  /** Those who may not read the neighbours' documents. */
  private static List<Principal> askers(HostileNeighbours.Owner owner) {
    return switch (owner) {
      case OTHER_TENANT, OTHER_TENANTS_CUSTOMER -> List.of(VISITOR, ANA, SAM);
      case OTHER_CUSTOMER -> List.of(VISITOR, ANA, BEN);
      case OTHER_PERSON -> List.of(VISITOR, ANA, SAM);
      case OTHER_VISIBILITY -> List.of(VISITOR);
    };
  }
}
