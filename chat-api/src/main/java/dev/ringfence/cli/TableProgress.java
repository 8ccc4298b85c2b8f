package dev.ringfence.cli;

import java.io.Console;

/** One line on standard error that says how many tables are done, where a person sees it. */
final class TableProgress implements AutoCloseable {
  private final boolean shown;
  private boolean open;

  TableProgress() {
    Console console = System.console();
    this.shown = console != null && console.isTerminal();
  }

  void tables(String verb, int done, int all) {
    if (shown) {
      open = true;
      System.err.print("\r\u001b[K  " + done + " of " + all + " tables " + verb);
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
