package dev.ringfence.cli;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.retrieval.IndexingException;
import dev.ringfence.retrieval.VectorIndexing;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a minute whether a collection of passages has grown large, and then gives it an index.
 * What it is at when the process ends ends with it, and the next one goes on.
 */
final class IndexWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexWatch.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final VectorIndexing indexing;
  private final Thread thread;

  private IndexWatch(VectorIndexing indexing) {
    this.indexing = indexing;
    this.thread = Thread.ofPlatform().daemon().name("ringfence-index").unstarted(this::watch);
  }

  static IndexWatch over(PostgresUri admin) {
    IndexWatch watch =
        new IndexWatch(
            new VectorIndexing(
                admin, VectorIndexing.Settings.standard(), what -> LOG.info("index: {}", what)));
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(PAUSE);
        if (indexing.mayBeNeeded()) {
          indexing.runWhereNeeded();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IndexingException e) {
        LOG.warn("index: {}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
