package dev.ringfence.cli;

import java.io.Console;

/** One line on standard error that is written over again and again, where a person sees it. */
final class StatusLine implements AutoCloseable {
  private static final String BEGIN_ANEW = "\r\u001b[K";

  private final boolean shown;
  private boolean open;

  StatusLine() {
    Console console = System.console();
    this.shown = console != null && console.isTerminal();
  }

  boolean isShown() {
    return shown;
  }

  /** Whether something stands in it. */
  synchronized boolean isOpen() {
    return open;
  }

  synchronized void show(String text) {
    if (shown) {
      open = true;
      System.err.print(BEGIN_ANEW + "  " + text);
      System.err.flush();
    }
  }

  /** Ends the line, so that what comes next begins on its own. */
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      System.err.print(BEGIN_ANEW);
      System.err.flush();
    }
  }
}
