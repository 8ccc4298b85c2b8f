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
