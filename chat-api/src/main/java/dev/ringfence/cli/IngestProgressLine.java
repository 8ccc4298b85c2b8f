package dev.ringfence.cli;

import dev.ringfence.ingestion.IngestListener;
import java.util.Locale;

/** A bar that says how far an ingestion is; drawn ten times a second at most. */
final class IngestProgressLine implements IngestListener, AutoCloseable {
  private static final int WIDTH = 24;
  private static final long SPACING = 100_000_000;

  private final StatusLine line = new StatusLine();
  private long drawn;

  @Override
  public synchronized void progress(int done, int found, int passages) {
    long now = System.nanoTime();
    if (!line.isShown() || (line.isOpen() && done < found && now - drawn < SPACING)) {
      return;
    }
    drawn = now;
    int filled = found == 0 ? 0 : (int) ((long) WIDTH * done / found);
    line.show(
        String.format(
            Locale.ROOT,
            "[%s%s] %,d of %,d documents, %,d passages",
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            done,
            found,
            passages));
  }

  @Override
  public void close() {
    line.close();
  }
}
