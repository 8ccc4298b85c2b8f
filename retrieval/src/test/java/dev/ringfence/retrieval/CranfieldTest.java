package dev.ringfence.retrieval;

import static dev.ringfence.retrieval.KnowledgeBase.SAM;
import static dev.ringfence.retrieval.KnowledgeBase.VISITOR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.Access;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.retrieval.NearestPassages.Near;
import dev.ringfence.retrieval.RankFusion.Candidate;
import dev.ringfence.retrieval.WordedPassages.Worded;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Search by words and by meaning, by each alone, and Lucene's, over one collection in one run. The
 * collection lies outside of the repository: {@code -Dringfence.shared.data} says where.
 */
@EnabledIfSystemProperty(named = "ringfence.shared.data", matches = ".+")
final class CranfieldTest {
  private static final int CANDIDATES = 40;

  /** Questions of a shop's, a clinic's and a landlord's customers. */
  private static final List<String> ELSEWHERE =
      List.of(
          "When are you open on Sundays?",
          "How do I reset my password?",
          "Can I get a refund for a damaged parcel?",
          "What does the premium subscription cost per month?",
          "Do you deliver to Norway?",
          "How long is the warranty on a washing machine?",
          "Which documents do I need to rent a flat?",
          "Is breakfast included in the room rate?",
          "How many days of holiday do employees get?",
          "May I bring my dog to the appointment?",
          "What are the side effects of ibuprofen?",
          "How do I export my invoices as PDF?",
          "Does the restaurant have vegan dishes?",
          "Who is the managing director of the company?",
          "Can I change the delivery address after ordering?",
          "How do I connect the printer to the wireless network?",
          "What is the deadline for the tax return?",
          "Where can I park near the museum?",
          "How do I cancel my gym membership?",
          "Which schools are there in the neighbourhood?",
          "What size of bicycle frame do I need?",
          "How often should I water an orchid?",
          "Can children under twelve travel for free?",
          "How do I file a complaint about my landlord?",
          "What is the capital of Mongolia?",
          "Tell me a joke",
          "hello",
          "thanks, that is all",
          "What is the phone number of support?",
          "How do I remove red wine from a carpet?",
          "Which insurance covers water damage in the kitchen?",
          "Do you have gift vouchers?",
          "How do I bake sourdough bread?",
          "When does the next train to Bristol leave?",
          "Can I pay in instalments?",
          "Is there a lift in the building?",
          "What happens to my data when I delete my account?",
          "How do I descale the coffee machine?",
          "Do I need a visa for Japan?",
          "What is the minimum age for a driving licence?");

  private final NearestPassages nearest = new NearestPassages();
  private final WordedPassages worded = new WordedPassages();
  private final Map<UUID, Integer> numbers = new HashMap<>();

  @Test
  void bothTogetherAreBetterThanEachAloneAndThanLucene() throws Exception {
    Cranfield cranfield =
        Cranfield.read(Path.of(System.getProperty("ringfence.shared.data"), "cranfield"));
    Map<String, Quality> table = new java.util.LinkedHashMap<>();
    LuceneSearch lucene = new LuceneSearch(cranfield.abstracts());
    table.put("Lucene", Quality.of(cranfield.questions(), each -> lucene.search(each.text())));
    try (BundledEmbedder embedder = new BundledEmbedder();
        KnowledgeBase base = new KnowledgeBase(embedder)) {
      cranfield.abstracts().forEach(each -> ingest(base, each));
      table.put("words", quality(cranfield, base, embedder, this::byWords));
      table.put("vectors", quality(cranfield, base, embedder, this::byMeaning));
      table.put("both", quality(cranfield, base, embedder, this::byBoth));
      nothingIsFoundOfWhatIsNotThere(cranfield, new PassageSearch(base.database(), embedder));
    }
    table.forEach(
        (name, quality) ->
            System.out.printf(
                "%-8s nDCG@10 %.3f  recall@10 %.3f%n", name, quality.gain(), quality.recall()));

    double both = table.get("both").gain();
    assertThat(both).isGreaterThan(table.get("words").gain());
    assertThat(both).isGreaterThan(table.get("vectors").gain());
    assertThat(both).isGreaterThanOrEqualTo(1.10 * table.get("Lucene").gain());
  }

  /** The floor was set with other documents; here it has to tell flow from floor polish, too. */
  private static void nothingIsFoundOfWhatIsNotThere(Cranfield cranfield, PassageSearch search) {
    long answered =
        cranfield.questions().stream()
            .filter(question -> !search.search(VISITOR, question.text(), 10).isEmpty())
            .count();
    List<String> wrongly =
        ELSEWHERE.stream()
            .filter(question -> !search.search(VISITOR, question, 10).isEmpty())
            .toList();
    System.out.printf(
        "answered %d of %d questions, and of %d about something else: %s%n",
        answered, cranfield.questions().size(), ELSEWHERE.size(), wrongly);
    assertThat(answered).isGreaterThanOrEqualTo(cranfield.questions().size() * 95L / 100);
    assertThat(wrongly).hasSizeLessThanOrEqualTo(ELSEWHERE.size() / 10);
  }

  /** A question, its vector and a connection to ask on. */
  private record Asking(
      TenantConnection connection, String question, String vector, Embedder embedder) {}

  private Quality quality(
      Cranfield cranfield,
      KnowledgeBase base,
      Embedder embedder,
      Function<Asking, Stream<PassageKey>> search) {
    return Quality.of(
        cranfield.questions(),
        question ->
            base.database()
                .inTransaction(
                    VISITOR,
                    Access.READ,
                    connection ->
                        search
                            .apply(
                                new Asking(
                                    connection,
                                    question.text(),
                                    StoredVector.literal(embedder.embedQuery(question.text())),
                                    embedder))
                            .map(key -> numbers.getOrDefault(key.document(), 0))
                            .distinct()
                            .limit(10)
                            .toList()));
  }

  private Stream<PassageKey> byWords(Asking asking) {
    return words(asking).stream().map(Worded::key);
  }

  private Stream<PassageKey> byMeaning(Asking asking) {
    return vectors(asking).stream().map(Near::key);
  }

  private Stream<PassageKey> byBoth(Asking asking) {
    return RankFusion.fuse(vectors(asking), words(asking)).stream().map(Candidate::key);
  }

  private List<Worded> words(Asking asking) {
    return worded
        .find(
            asking.connection(),
            VISITOR,
            asking.question(),
            asking.vector(),
            asking.embedder().model(),
            CANDIDATES)
        .best();
  }

  private List<Near> vectors(Asking asking) {
    return nearest.find(
        asking.connection(), VISITOR, asking.vector(), asking.embedder().model(), CANDIDATES);
  }

  private void ingest(KnowledgeBase base, Cranfield.Abstract each) {
    NewDocument document =
        new NewDocument(
            each.number() + ".txt",
            "text/plain",
            each.text().getBytes(UTF_8),
            Visibility.PUBLIC,
            null,
            each.title(),
            null);
    if (base.store().ingest(SAM, document, IngestProgress.SILENT)
        instanceof Ingested.Stored stored) {
      numbers.put(stored.document(), each.number());
    }
  }
}
