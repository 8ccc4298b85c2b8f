package dev.ringfence.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.Access;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.IngestProgress;
import dev.ringfence.retrieval.NearestPassages;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.retrieval.VectorIndexing;
import dev.ringfence.retrieval.Visibility;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Measures whole searches by a tenant's size, as a chat makes them: by meaning and by words, both
 * fused, and the texts of what answers, beside the search of vectors alone. Only the embedding of
 * the question is left out.
 */
final class SearchBench {
  private static final long SEED = 20261125;
  private static final int QUESTIONS = 60;
  private static final int ANSWERS = 6;
  private static final int CANDIDATES = 40;
  private static final int SECTIONS = 50;

  private final Path folder;
  private final Consumer<String> progress;
  private final List<Integer> sizes;

  /**
   * @param sizes about how many passages the tenants have
   */
  SearchBench(Path folder, Consumer<String> progress, List<Integer> sizes) {
    this.folder = folder;
    this.progress = progress;
    this.sizes = List.copyOf(sizes);
  }

  void run(int rounds, BenchDraft draft) {
    DrawnEmbedder embedder = new DrawnEmbedder(SentenceVectors.embed());
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres postgres =
        BenchPostgres.start(folder.resolve("search"), progress, Map.of("shared_buffers", "1GB"))) {
      VectorDatabase database = VectorDatabase.migrate(postgres.admin());
      DrawnTexts texts = new DrawnTexts(new Random(SEED));
      try (TenantDatabase bound =
          new TenantDatabase(vertx, database.settings(2), Clock.systemUTC())) {
        DocumentStore store = new DocumentStore(bound, embedder, Clock.systemUTC());
        List<UUID> tenants =
            sizes.stream().map(size -> fill(database, store, texts, size)).toList();
        database.tidy();
        new VectorIndexing(
                database.admin(),
                new VectorIndexing.Settings(VectorIndexing.THRESHOLD, Optional.empty(), 2_048, 1),
                progress)
            .run();
        for (int i = 0; i < tenants.size(); i++) {
          UUID tenant = tenants.get(i);
          measure(
              bound,
              embedder,
              new Principal.Visitor(tenant, tenant),
              sizes.get(i),
              questions(texts),
              rounds,
              draft);
        }
      }
    } finally {
      var _ = vertx.close();
    }
  }

  private UUID fill(VectorDatabase database, DocumentStore store, DrawnTexts texts, int passages) {
    UUID tenant = database.add("t" + passages);
    Principal.Staff staff = new Principal.Staff(tenant, new UUID(0, passages));
    for (int done = 0; done < passages; done += SECTIONS) {
      if (done % 10_000 == 0) {
        progress.accept("a tenant of " + passages + " passages: " + done);
      }
      var _ =
          store.ingest(
              staff,
              new NewDocument(
                  "document-" + done + ".md",
                  "text/markdown",
                  texts.document(Math.min(SECTIONS, passages - done)).getBytes(UTF_8),
                  Visibility.PUBLIC,
                  null,
                  null,
                  null),
              IngestProgress.SILENT);
    }
    return tenant;
  }

  /** As long as people's are: four to nine words, frequent and rare. */
  private static List<String> questions(DrawnTexts texts) {
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      questions.add(texts.words(4 + i % 6));
    }
    return questions;
  }

  private void measure(
      TenantDatabase bound,
      DrawnEmbedder embedder,
      Principal reader,
      int size,
      List<String> questions,
      int rounds,
      BenchDraft draft) {
    PassageSearch search = new PassageSearch(bound, embedder);
    List<Sample> whole = new ArrayList<>();
    List<Sample> vectors = new ArrayList<>();
    // The first round warms up, and is not counted.
    for (int round = 0; round <= rounds; round++) {
      progress.accept("whole searches among " + size + " passages: round " + round);
      List<Double> both = new ArrayList<>();
      List<Double> meaning = new ArrayList<>();
      for (String question : questions) {
        String vector = SentenceVectors.literal(embedder.embedQuery(question));
        long began = System.nanoTime();
        var _ = search.search(reader, question, ANSWERS);
        both.add((System.nanoTime() - began) / 1e6);
        began = System.nanoTime();
        var _ = nearest(bound, reader, vector);
        meaning.add((System.nanoTime() - began) / 1e6);
      }
      if (round > 0) {
        whole.add(new Sample(both));
        vectors.add(new Sample(meaning));
      }
    }
    Series alone =
        Series.of("vectors alone, " + size + " passages", Series.Unit.MILLISECONDS, vectors);
    Series all =
        Series.of("whole search, " + size + " passages", Series.Unit.MILLISECONDS, whole)
            .against(alone);
    draft.add(alone);
    draft.add(all);
    VectorBench.limit(size)
        .ifPresent(
            limit ->
                draft.goal(
                    "whole search among " + size + " passages, p95",
                    limit,
                    all,
                    all.all().percentile(95)));
  }

  private static List<NearestPassages.Near> nearest(
      TenantDatabase bound, Principal reader, String vector) {
    return bound.inTransaction(
        reader,
        Access.READ,
        connection ->
            new NearestPassages()
                .find(connection, reader, vector, VectorDatabase.MODEL, CANDIDATES));
  }
}
