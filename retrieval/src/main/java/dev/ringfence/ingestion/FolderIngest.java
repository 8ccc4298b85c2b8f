package dev.ringfence.ingestion;

import dev.ringfence.ingestion.FileContent.NotReadException;
import dev.ringfence.parsing.DocumentReader;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Origin;
import dev.ringfence.retrieval.StoredSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings folders and files in: several at a time, so that while one is embedded others are read,
 * each in a transaction of its own.
 */
final class FolderIngest {
  private final Intake intake;
  private final DocumentReader reader;
  private final @Nullable String urlBase;
  private final boolean removeVanished;
  private final int atATime;

  /**
   * @param urlBase the address under which the folders are shown, or null
   * @param removeVanished whether what a folder no longer has is taken out
   * @param atATime how many files are under way at the same time
   */
  FolderIngest(
      Intake intake,
      DocumentReader reader,
      @Nullable String urlBase,
      boolean removeVanished,
      int atATime) {
    this.intake = intake;
    this.reader = reader;
    this.urlBase = urlBase;
    this.removeVanished = removeVanished;
    this.atATime = atATime;
  }

  /**
   * Brings a folder or a file in.
   *
   * @param root without links
   * @param changed which files to look at; the others are as they were
   * @throws IOException when the folder itself cannot be looked through
   */
  void run(Path root, Predicate<Path> changed) throws IOException {
    FolderScan scan = FolderScan.of(root, reader, urlBase);
    scan.skipped().forEach(skipped -> intake.skip(skipped.source(), skipped.reason()));
    intake.report().passOver(scan.passedOver());
    boolean folder = Files.isDirectory(root);
    Map<String, StoredSource> stored =
        intake.stored(Origin.FILE, folder ? withSeparator(root) : root.toString());
    List<SourceFile> files =
        scan.files().stream().filter(file -> changed.test(file.path())).toList();
    intake.foundMore(files.size());
    all(files, stored.keySet());
    if (folder && removeVanished && !intake.isStopped()) {
      removeVanished(root, scan, stored);
    }
  }

  private static String withSeparator(Path root) {
    String separator = root.getFileSystem().getSeparator();
    return root.toString().endsWith(separator) ? root.toString() : root + separator;
  }

  private void all(List<SourceFile> files, Set<String> stored) {
    Queue<SourceFile> left = new ConcurrentLinkedQueue<>(files);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            atATime, Thread.ofPlatform().daemon().name("ingest-", 0).factory())) {
      List<Future<?>> running =
          IntStream.range(0, Math.min(atATime, files.size()))
              .<Future<?>>mapToObj(_ -> threads.submit(() -> work(left, stored)))
              .toList();
      for (Future<?> each : running) {
        await(each, left);
      }
    }
  }

  /** The failure of one, such as a database that is gone, ends the others at their next file. */
  private void await(Future<?> running, Queue<SourceFile> left) {
    boolean interrupted = false;
    while (true) {
      try {
        running.get();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
        intake.stop();
      } catch (ExecutionException e) {
        left.clear();
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Queue<SourceFile> left, Set<String> stored) {
    for (SourceFile file = left.poll(); file != null && !intake.isStopped(); file = left.poll()) {
      try {
        intake.bring(document(file), stored.contains(file.name()));
      } catch (NotReadException e) {
        intake.skip(file.name(), String.valueOf(e.getMessage()));
      } catch (IOException _) {
        intake.skip(file.name(), "it cannot be opened");
      } catch (CancellationException _) {
        return;
      }
      intake.doneOne();
    }
  }

  private NewDocument document(SourceFile file) throws IOException, NotReadException {
    return new NewDocument(
        file.name(),
        file.mediaType(),
        FileContent.of(file.path()),
        intake.target().visibility(),
        intake.target().customer(),
        null,
        file.url(),
        Origin.FILE);
  }

  private void removeVanished(Path root, FolderScan scan, Map<String, StoredSource> stored) {
    Set<String> there = new HashSet<>();
    scan.files().forEach(file -> there.add(file.name()));
    List<StoredSource> gone =
        stored.values().stream().filter(source -> !there.contains(source.sourceName())).toList();
    if (gone.isEmpty()) {
      return;
    }
    if (!scan.isComplete()) {
      intake.report().note(root + " could not be looked through, so nothing of it is removed");
    } else if (there.isEmpty()) {
      intake.report().note(root + " is empty, as if it were not mounted: nothing is removed");
    } else {
      gone.forEach(intake::remove);
    }
  }
}
