package dev.ringfence.ingestion;

import dev.ringfence.parsing.UnreadableDocument;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.IngestProgress;
import dev.ringfence.retrieval.Ingested;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Origin;
import dev.ringfence.retrieval.StoredSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Brings single documents in, and counts what becomes of them. Safe for several threads. */
final class Intake {
  private final DocumentStore store;
  private final IngestTarget target;
  private final boolean dryRun;
  private final IngestReport report;
  private final IngestListener listener;
  private volatile boolean stopped;
  private int done;
  private int found;
  private int passages;

  Intake(
      DocumentStore store,
      IngestTarget target,
      boolean dryRun,
      IngestReport report,
      IngestListener listener) {
    this.store = store;
    this.target = target;
    this.dryRun = dryRun;
    this.report = report;
    this.listener = listener;
  }

  IngestTarget target() {
    return target;
  }

  DocumentStore store() {
    return store;
  }

  IngestReport report() {
    return report;
  }

  boolean isDryRun() {
    return dryRun;
  }

  /** The documents that are stored under names with such a beginning, by name. */
  Map<String, StoredSource> stored(Origin origin, String beginning) {
    Map<String, StoredSource> stored = new HashMap<>();
    List<StoredSource> sources = store.sources(target.by(), origin, target.customer(), beginning);
    sources.forEach(source -> stored.put(source.sourceName(), source));
    return stored;
  }

  /**
   * Brings one document in.
   *
   * @throws CancellationException when the run was stopped meanwhile; nothing of it is stored then
   */
  void bring(NewDocument document, boolean wasThere) {
    Ingested outcome =
        dryRun
            ? store.preview(target.by(), document)
            : store.ingest(target.by(), document, embedding());
    switch (outcome) {
      case Ingested.Stored stored -> report.stored(wasThere, stored.passages());
      case Ingested.Unchanged _ -> report.unchangedOne();
      case Ingested.Rejected rejected -> {
        // The signal that ended the run ended the process that was reading the file as well.
        if (!stopped) {
          report.skip(new Skipped(document.sourceName(), words(rejected.why())));
        }
      }
    }
  }

  /** Takes a document out whose source is gone. */
  void remove(StoredSource source) {
    if (dryRun || store.delete(target.by(), source.id())) {
      report.removedOne();
    }
  }

  void skip(String source, String reason) {
    report.skip(new Skipped(source, reason));
  }

  synchronized void foundMore(int more) {
    found += more;
    listener.progress(done, found, passages);
  }

  synchronized void doneOne() {
    done++;
    listener.progress(done, found, passages);
  }

  /** Ends the run: what is stored stays, what is under way is left as it was. */
  void stop() {
    stopped = true;
    report.stoppedEarly();
  }

  boolean isStopped() {
    return stopped;
  }

  private IngestProgress embedding() {
    int[] before = {0};
    return (embedded, _) -> {
      if (stopped) {
        throw new CancellationException();
      }
      synchronized (this) {
        passages += embedded - before[0];
        before[0] = embedded;
        listener.progress(done, found, passages);
      }
    };
  }

  private static String words(UnreadableDocument unreadable) {
    return switch (unreadable.reason()) {
      case UNSUPPORTED -> "files of this kind are not read";
      case ENCRYPTED -> "it is protected by a password";
      case BROKEN -> "it is damaged, or not what its name says";
      case TOO_LARGE -> "it, or what is in it, is beyond the limits";
      case TOO_SLOW -> "reading it took longer than a file may";
      case NOT_EMBEDDED -> "a part of it was kept from the embedding server, or is not taken by it";
      case EMPTY -> "there is no text in it, as in a scan";
    };
  }
}
