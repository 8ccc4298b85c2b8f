package dev.ringfence.ingestion;

import dev.ringfence.crawling.Site;
import dev.ringfence.parsing.DocumentReader;
import dev.ringfence.retrieval.DocumentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Brings files, folders and sites into the knowledge base of one tenant. */
public final class Ingestion {
  private final DocumentStore store;
  private final DocumentReader reader;
  private final IngestTarget target;
  private final IngestOptions options;
  private final IngestListener listener;

  /**
   * @param reader what the store reads with
   */
  public Ingestion(
      DocumentStore store,
      DocumentReader reader,
      IngestTarget target,
      IngestOptions options,
      IngestListener listener) {
    this.store = store;
    this.reader = reader;
    this.target = target;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Brings all of it in, once. Where the thread is interrupted it ends early: what is stored by
   * then is whole, and the next run goes on with the rest.
   *
   * @param paths files and folders, without links
   * @throws IOException when a folder, or the notes about a site, cannot be read
   */
  public IngestReport run(List<Path> paths, List<Site> sites) throws IOException {
    IngestReport report = new IngestReport();
    Intake intake = new Intake(store, target, options.dryRun(), report, listener);
    try {
      for (Path path : paths) {
        if (!intake.isStopped()) {
          folders(intake).run(path, _ -> true);
        }
      }
      for (Site site : sites) {
        if (!intake.isStopped()) {
          new SiteIngest(intake, reader, options).run(site);
        }
      }
    } catch (InterruptedException | CancellationException _) {
      intake.stop();
    }
    return report;
  }

  /**
   * Looks after folders until the thread is interrupted, and brings in what changes in them.
   *
   * @param pace between two looks at them
   * @param heard hears of each time that something had changed
   */
  public void watch(List<Path> folders, Duration pace, Consumer<IngestReport> heard) {
    FolderWatch watch = new FolderWatch(folders);
    try {
      while (true) {
        for (FolderWatch.Change change : watch.next(pace)) {
          IngestReport report = new IngestReport();
          Intake intake = new Intake(store, target, options.dryRun(), report, listener);
          try {
            folders(intake).run(change.folder(), change.files()::contains);
          } catch (IOException _) {
            intake.skip(change.folder().toString(), "it cannot be looked through");
          }
          heard.accept(report);
          if (intake.isStopped()) {
            return;
          }
        }
      }
    } catch (InterruptedException _) {
      // That is how it ends.
    }
  }

  private FolderIngest folders(Intake intake) {
    return new FolderIngest(
        intake, reader, options.urlBase(), options.removeVanished(), options.atATime());
  }
}
