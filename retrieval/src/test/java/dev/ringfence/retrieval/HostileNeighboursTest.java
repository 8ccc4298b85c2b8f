package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two worlds that differ in somebody else's documents alone: what is found is the same in both.
 *
 * <p>A set of neighbours that changed something is named by its seed; {@code
 * -Dringfence.neighbours=4711} runs that one alone.
 */
final class HostileNeighboursTest {
  private static final List<String> QUESTIONS =
      List.of(
          "opening hours on saturday",
          "price of a boiler visit",
          "cancel my booking",
          "GREENVALVE",
          "error F28 part 4711/08",
          "warranty");
  private static final int SETS = 1_000;

  private static KnowledgeBase base;
  private static PassageSearch search;
  private static Connection administrator;
  private static final Map<String, List<Passage>> ALONE = new LinkedHashMap<>();

  @BeforeAll
  static void fill() throws Exception {
    base = new KnowledgeBase();
    search = base.search();
    administrator = base.administrator();
    base.publish(SAM, "hours.txt", "Our opening hours are nine to five, on Saturday ten to two.");
    base.publish(SAM, "prices.txt", "The price of a boiler visit is 69 euros.");
    base.publish(SAM, "visits.txt", "A visit on Saturday costs a third more than the price.");
    base.publish(SAM, "cancel.txt", "You can cancel a booking until the day before.");
    base.publish(SAM, "codes.txt", "Error F28 of the boiler: no ignition. Order part 4711/08.");
    base.publish(SAM, "warranty.txt", "The warranty on parts of a boiler is two years.");
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
        ALONE.put(asker + question, search.search(asker, question, 10));
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
    long[] seeds =
        only == null ? LongStream.rangeClosed(1, SETS).toArray() : new long[] {only};

    assertThat(changedBy(seeds)).as("seeds of neighbours that changed something").isEmpty();
    assertThat(ALONE.values()).as("something is found").filteredOn(list -> !list.isEmpty()).hasSizeGreaterThan(15);
  }

  private static List<String> changedBy(long[] seeds) throws SQLException {
    List<String> changed = new ArrayList<>();
    for (long seed : seeds) {
      String question = QUESTIONS.get((int) (seed % QUESTIONS.size()));
      HostileNeighbours neighbours = new HostileNeighbours(seed, question);
      try {
        neighbours.store(administrator);
        for (Principal asker : askers(neighbours.owner())) {
          if (!search.search(asker, question, 10).equals(ALONE.get(asker + question))) {
            changed.add(seed + ": " + asker.role() + ", " + question);
          }
        }
      } finally {
        HostileNeighbours.remove(administrator);
      }
    }
    return changed;
  }

  /** Those who may not read the neighbours' documents. */
  private static List<Principal> askers(HostileNeighbours.Owner owner) {
    return switch (owner) {
      case OTHER_TENANT, OTHER_TENANTS_CUSTOMER -> List.of(VISITOR, ANA, SAM);
      case OTHER_CUSTOMER -> List.of(VISITOR, ANA, BEN);
      case OTHER_VISIBILITY -> List.of(VISITOR);
    };
  }
}
