package dev.ringfence.cli;

import dev.ringfence.tenancy.TenancyProgress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Says how far work on a tenant's rows is. */
final class TerminalProgress implements TenancyProgress, AutoCloseable {
  private final StatusLine line = new StatusLine();
  private final String verb;
  private final Map<String, Long> done = new HashMap<>();
  private long total;

  TerminalProgress(String verb) {
    this.verb = verb;
  }

  @Override
  public void rows(String table, long rows, long all) {
    total += rows;
    long ofTable = done.merge(table, rows, Long::sum);
    line.show(
        String.format(Locale.ROOT, "%,d rows %s, %s %,d", total, verb, table, ofTable)
            + (all > 0 ? String.format(Locale.ROOT, " of %,d", all) : ""));
  }

  @Override
  public void close() {
    line.close();
  }
}
