package dev.ringfence.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What stands between the service and its database. */
public enum Pooler {
  /** Nothing: a connection is one process of the server, and a seal names it. */
  NONE,
  /**
   * A pooler that hands out servers for one transaction each, such as PgBouncer with {@code
   * pool_mode = transaction}: no prepared statement is kept, and a seal names no process.
   */
  TRANSACTION;

  /** The pooler of a word in the settings, {@code none} or {@code transaction}. */
  public static Optional<Pooler> of(String word) {
    return Arrays.stream(values())
        .filter(pooler -> pooler.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }
}
