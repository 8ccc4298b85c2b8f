package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in processes of their own, as many at a time as there are cores. A file that hangs,
 * takes all of the memory or ends its reader costs that process and nothing else: the file is
 * reported, and the next one is read by a new process.
 *
 * <p>Processes are started when they are needed, kept for the next file, and ended when none comes.
 */
public final class ParserProcesses implements DocumentReader, AutoCloseable {
  /** How long a process waits for the next file. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final ParserSettings settings;
  private final DocumentParsers kinds = new DocumentParsers();
  private final Semaphore free;
  private final ConcurrentLinkedDeque<ParserProcess> idle = new ConcurrentLinkedDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("parser-timer").factory());
  private final Path folder;
  private volatile boolean closed;

  /**
   * @throws ReaderUnavailableException when there is no room for temporary files
   */
  public ParserProcesses() {
    this(ParserSettings.standard());
  }

  ParserProcesses(ParserSettings settings) {
    this.settings = settings;
    this.free = new Semaphore(settings.processes(), true);
    try {
      this.folder = Files.createTempDirectory("ringfence-parsing");
    } catch (IOException e) {
      throw new ReaderUnavailableException("there is no room for temporary files", e);
    }
  }

  @Override
  public Optional<String> mediaTypeOf(String fileName) {
    return kinds.mediaTypeOf(fileName);
  }

  @Override
  public boolean reads(String mediaType) {
    return kinds.reads(mediaType);
  }

  @Override
  public Parsed read(String mediaType, byte[] content, String fileName) {
    Optional<Reason> refused = kinds.refusal(mediaType, content.length);
    if (refused.isPresent()) {
      return new UnreadableDocument(refused.get());
    }
    free.acquireUninterruptibly();
    @Nullable ParserProcess process = null;
    try {
      process = usable();
      boolean kept = process.reads() > 0;
      Parsed parsed = process.read(mediaType, content, shortened(fileName));
      if (kept && endedBefore(process, parsed)) {
        process = ParserProcess.start(settings, folder, timer);
        parsed = process.read(mediaType, content, shortened(fileName));
      }
      return parsed;
    } finally {
      giveBack(process);
      free.release();
    }
  }

  /**
   * Whether a process may have ended while it had nothing to do, killed by the system perhaps, of
   * which Java hears a moment later: then the file is not to blame, and a new process tells.
   */
  private static boolean endedBefore(ParserProcess process, Parsed parsed) {
    return !process.isUsable()
        && parsed instanceof UnreadableDocument unreadable
        && unreadable.reason() == Reason.BROKEN;
  }

  private ParserProcess usable() {
    for (ParserProcess kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.isUsable()) {
        return kept;
      }
      kept.close();
    }
    return ParserProcess.start(settings, folder, timer);
  }

  private void giveBack(@Nullable ParserProcess process) {
    if (process == null) {
      return;
    }
    if (process.isUsable() && !closed) {
      ParserProcess kept = process;
      idle.push(kept);
      long reads = kept.reads();
      timer.schedule(() -> endUnused(kept, reads), IDLE.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      process.close();
    }
    if (closed) {
      endIdle();
    }
  }

  /** Whoever takes it out of the idle ones has it to themselves. */
  private void endUnused(ParserProcess process, long reads) {
    if (process.reads() == reads && idle.remove(process)) {
      process.close();
    }
  }

  /** Only its end is of use, for a title; the form in which it goes over has room for 64 KiB. */
  private static String shortened(String fileName) {
    return fileName.substring(Math.max(0, fileName.length() - 1_000));
  }

  private void endIdle() {
    for (ParserProcess kept = idle.poll(); kept != null; kept = idle.poll()) {
      kept.close();
    }
  }

  /** Ends the processes. A file that is being read ends the way it would have. */
  @Override
  public void close() {
    closed = true;
    endIdle();
    free.acquireUninterruptibly(settings.processes());
    free.release(settings.processes());
    timer.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException _) {
      // The system clears its temporary files itself.
    }
  }
}
