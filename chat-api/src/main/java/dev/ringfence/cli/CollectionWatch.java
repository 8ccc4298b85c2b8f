package dev.ringfence.cli;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.retrieval.Embedders;
import dev.ringfence.retrieval.EmbeddingException;
import dev.ringfence.retrieval.IndexingException;
import dev.ringfence.retrieval.Reembedding;
import dev.ringfence.retrieval.VectorIndexing;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a minute whether passages are to be embedded by another model, or a collection of them
 * has grown large and is to have an index. What it is at when the process ends ends with it, and
 * the next one goes on.
 */
final class CollectionWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectionWatch.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Reembedding embedding;
  private final VectorIndexing indexing;
  private final Thread thread;

  private CollectionWatch(Reembedding embedding, VectorIndexing indexing) {
    this.embedding = embedding;
    this.indexing = indexing;
    this.thread = Thread.ofPlatform().daemon().name("ringfence-index").unstarted(this::watch);
  }

  static CollectionWatch over(PostgresUri admin, Embedders embedders) {
    CollectionWatch watch =
        new CollectionWatch(
            new Reembedding(
                admin, embedders, Optional.empty(), what -> LOG.info("embedding: {}", what)),
            new VectorIndexing(
                admin, VectorIndexing.Settings.standard(), what -> LOG.info("index: {}", what)));
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        embedding.run();
        if (indexing.mayBeNeeded()) {
          indexing.runWhereNeeded();
        }
      } catch (IndexingException | EmbeddingException e) {
        LOG.warn("looking after collections: {}", e.getMessage());
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
