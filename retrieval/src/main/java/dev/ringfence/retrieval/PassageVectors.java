package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import dev.ringfence.database.TenantDatabase;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of passages that are brought in: by the model that their tenant is searched by, and
 * by the one that is wanted, where that is another.
 */
final class PassageVectors {
  /** Held shared while passages are stored, and alone while a tenant changes its model. */
  static final String LOCK = "ringfence.embedding_model/";

  private static final Logger LOG = LoggerFactory.getLogger(PassageVectors.class);
  private static final String LOCK_SHARED =
      "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))";
  private static final int MOST_ATTEMPTS = 3;

  private final TenantDatabase database;
  private final Embedders embedders;
  private final TenantModels models;

  PassageVectors(TenantDatabase database, Embedders embedders) {
    this.database = database;
    this.embedders = embedders;
    this.models = new TenantModels(embedders);
  }

  /** The models that everything is embedded by, now or later. */
  Set<Embedder> models() {
    return Set.copyOf(List.of(embedders.original(), embedders.wanted()));
  }

  /**
   * Makes the vectors of passages and stores them; anew where the tenant changes its model
   * meanwhile.
   *
   * @param stored stores the vectors, by the names of their models
   * @return what {@code stored} returned
   * @throws EmbeddingException when the model that the tenant is searched by cannot answer
   */
  <T> T of(
      Principal by,
      List<String> texts,
      IngestProgress progress,
      Function<Map<String, List<float[]>>, T> stored) {
    Map<String, List<float[]>> made = new LinkedHashMap<>();
    String model = embedders.original().model();
    for (Row row : database.read(by, TenantModels.MODEL)) {
      model = row.getString(0);
    }
    for (int attempt = 1; ; attempt++) {
      make(made, searchedBy(model), texts, progress);
      makeWanted(made, texts);
      try {
        return stored.apply(made);
      } catch (ModelChangedException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        model = e.model();
      }
    }
  }

  /**
   * Returns where a transaction's tenant is searched by one of these models, and keeps it so to the
   * transaction's end.
   *
   * @throws ModelChangedException where it is searched by another
   */
  void requireSearched(TenantConnection connection, Principal by, Set<String> made) {
    connection.query(LOCK_SHARED, LOCK + by.tenant());
    String searched = models.of(connection, by);
    if (!made.contains(searched)) {
      throw new ModelChangedException(searched);
    }
  }

  private Embedder searchedBy(String model) {
    return embedders
        .named(model)
        .orElseThrow(
            () ->
                new EmbeddingException(
                    "documents here are searched by the model " + model + ", which is not set up"));
  }

  /** What it cannot make now is made later, when everything stored gets the vectors it lacks. */
  private void makeWanted(Map<String, List<float[]>> made, List<String> texts) {
    try {
      make(made, embedders.wanted(), texts, IngestProgress.SILENT);
    } catch (EmbeddingException e) {
      LOG.warn("no vectors by {} yet: {}", embedders.wanted().model(), e.getMessage());
    }
  }

  private static void make(
      Map<String, List<float[]>> made,
      Embedder embedder,
      List<String> texts,
      IngestProgress progress) {
    if (made.containsKey(embedder.model())) {
      return;
    }
    List<float[]> vectors = new ArrayList<>(texts.size());
    int batch = embedder.batch();
    for (int from = 0; from < texts.size(); from += batch) {
      vectors.addAll(embedder.embed(texts.subList(from, Math.min(from + batch, texts.size()))));
      progress.embedded(vectors.size(), texts.size());
    }
    made.put(embedder.model(), vectors);
  }
}
