package dev.ringfence.cli;

import dev.ringfence.ingestion.IngestListener;
import java.io.Console;
import java.util.Locale;

/**
 * One line on standard error with a bar, where a person sees it; drawn ten times a second at most.
 */
final class IngestProgressLine implements IngestListener, AutoCloseable {
  private static final int WIDTH = 24;
  private static final long SPACING = 100_000_000;

  private final boolean shown;
  private long drawn;
  private boolean open;

  IngestProgressLine() {
    Console console = System.console();
    this.shown = console != null && console.isTerminal();
  }

  @Override
  public synchronized void progress(int done, int found, int passages) {
    long now = System.nanoTime();
    if (!shown || (open && done < found && now - drawn < SPACING)) {
      return;
    }
    drawn = now;
    open = true;
    int filled = found == 0 ? 0 : (int) ((long) WIDTH * done / found);
    System.err.print(
        String.format(
            Locale.ROOT,
            "\r\u001b[K  [%s%s] %,d of %,d documents, %,d passages",
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            done,
            found,
            passages));
    System.err.flush();
  }

  /** Ends the line, so that what comes next begins on its own. */
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}
