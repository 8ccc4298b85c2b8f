package dev.ringfence.cli;

import dev.ringfence.tenancy.TenancyProgress;
import java.io.Console;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One line on standard error that says how far the work is, where a person sees it. */
final class TerminalProgress implements TenancyProgress, AutoCloseable {
  private final boolean shown;
  private final String verb;
  private final Map<String, Long> done = new HashMap<>();
  private long total;
  private boolean open;

  TerminalProgress(String verb) {
    Console console = System.console();
    this.shown = console != null && console.isTerminal();
    this.verb = verb;
  }

  @Override
  public void rows(String table, long rows, long all) {
    total += rows;
    long ofTable = done.merge(table, rows, Long::sum);
    if (shown) {
      open = true;
      System.err.print(
          String.format(
              Locale.ROOT, "\r\u001b[K  %,d rows %s, %s %,d", total, verb, table, ofTable));
      if (all > 0) {
        System.err.print(String.format(Locale.ROOT, " of %,d", all));
      }
      System.err.flush();
    }
  }

  /** Ends the line, so that what comes next begins on its own. */
  @Override
  public void close() {
    if (open) {
      open = false;
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}
