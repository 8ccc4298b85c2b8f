package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.ANA;
import static dev.ringfence.retrieval.KnowledgeBase.BEN;
import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.STU;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static dev.ringfence.retrieval.KnowledgeBase.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.retrieval.Explanation.Fate;
import dev.ringfence.retrieval.Explanation.Hit;
import dev.ringfence.retrieval.Explanation.Word;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a search finds what it finds. */
final class ExplanationTest {
  private static KnowledgeBase base;

  @BeforeAll
  static void open() throws Exception {
    base = new KnowledgeBase();
  }

  @BeforeEach
  void fill() throws Exception {
    base.clear();
    base.publish(SAM, "hours.txt", "Our opening hours are nine to five, on Saturday ten to two.");
    base.publish(SAM, "prices.txt", "The price of a boiler visit is 69 euros.");
    base.publish(SAM, "copy.txt", "The price of a  boiler visit is 69 EUROS.");
    base.publish(SAM, "repair.txt", "A repair of the boiler has a price that we say beforehand.");
    own("bonus.txt", "The code word for half the price of a boiler is GREENVALVE.");
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"boiler price", "opening hours", "GREENVALVE", "the capital of France", "", "the"})
  void itGivesWhatTheSearchGives(String question) {
    for (Principal principal : List.of(VISITOR, ANA, BEN, SAM)) {
      for (int limit : List.of(1, 2, 10)) {
        assertThat(explain(principal, question, limit).passages())
            .isEqualTo(base.search().search(principal, question, limit));
      }
    }
  }

  @Test
  void eachPassageSaysByWhatItWasFound() {
    Hit best = explain(BEN, "the price of a boiler visit", 10).hits().getFirst();

    assertThat(best.fate()).isEqualTo(new Fate.Given(1));
    assertThat(best.byMeaning()).isBetween(1, 2);
    assertThat(best.byWords()).isBetween(1, 2);
    assertThat(best.matched()).containsExactly("price", "boiler", "visit");
    assertThat(best.share()).isOne();
    assertThat(best.distance()).isBetween(0.0, 1.0);
    assertThat(best.owner()).isNull();
  }

  @Test
  void aCopyAndWhatIsBeyondTheLimitAreNamedWithTheReason() {
    List<Hit> hits = explain(BEN, "boiler price", 1).hits();

    assertThat(hits).filteredOn(hit -> hit.fate() instanceof Fate.Given).hasSize(1);
    assertThat(hits).filteredOn(hit -> hit.fate().equals(new Fate.Duplicate(1))).hasSize(1);
    assertThat(hits)
        .filteredOn(hit -> hit.fate() instanceof Fate.BeyondLimit)
        .extracting(hit -> hit.passage().title())
        .containsExactly("Repair");
  }

  @Test
  void whereNothingAnswersTheNearestIsNamed() {
    Explanation nothing = explain(BEN, "opening ceremony boat parade", 10);

    assertThat(nothing.passages()).isEmpty();
    assertThat(nothing.nearestBelow())
        .hasValueSatisfying(
            hit -> {
              assertThat(hit.passage().text()).startsWith("Our opening hours");
              assertThat(hit.similarity()).isLessThan(nothing.floor().alone());
            });
  }

  @Test
  void eachWordSaysWhatBecameOfIt() {
    assertThat(explain(BEN, "what is the price of a GREENVALVE", 10).words())
        .contains(
            new Word("price", Word.Use.FOUND, 3),
            new Word("greenvalve", Word.Use.UNKNOWN, 0),
            new Word("the", Word.Use.PASSED_OVER, 0));
    assertThat(explain(ANA, "GREENVALVE", 10).words())
        .containsExactly(new Word("greenvalve", Word.Use.FOUND, 1));
  }

  @Test
  void aWordThatTooManyHaveIsSaidToBeCommon() {
    List<Word> words =
        base.database()
            .inTransaction(
                BEN,
                Access.READ,
                connection ->
                    new WordedPassages(2, 0).rank(connection, BEN, "boiler hours", 10).words());

    assertThat(words)
        .extracting(Word::written, Word::use)
        .containsExactly(tuple("boiler", Word.Use.COMMON), tuple("hours", Word.Use.FOUND));
  }

  @Test
  void whatIsSomebodysSaysWhose() {
    assertThat(explain(ANA, "GREENVALVE", 10).hits().getFirst().owner()).isEqualTo(ANA.customer());
  }

  /** Below the floor and behind the limit, too, nothing of others shows. */
  @Test
  void whatOthersHaveChangesNothingOfIt() {
    List<String> questions = List.of("boiler price", "opening ceremony", "GREENVALVE");
    List<Explanation> alone = questions.stream().map(each -> explain(BEN, each, 2)).toList();

    base.publish(STU, "theirs.txt", "The price of a boiler visit, an opening, a GREENVALVE.");
    for (int i = 0; i < 20; i++) {
      own("own-" + i, "Opening ceremony " + i + ": the price of a boiler is a GREENVALVE.");
    }

    assertThat(questions.stream().map(each -> explain(BEN, each, 2)).toList()).isEqualTo(alone);
    assertThat(explain(ANA, "GREENVALVE", 2)).isNotEqualTo(alone.getLast());
  }

  private static Explanation explain(Principal principal, String question, int limit) {
    return base.search().explain(principal, question, limit, new Reading(principal));
  }

  private static void own(String name, String text) {
    base.store()
        .ingest(SAM, plain(name, text, Visibility.CUSTOMER, ANA.customer()), IngestProgress.SILENT);
  }
}
