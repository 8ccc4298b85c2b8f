package dev.ringfence.database;

import java.time.Clock;
import java.time.Instant;

/** Asks for the time from where contexts are sealed. */
public final class AskingClock {
  private AskingClock() {}

  /** What a clock says here. */
  public static Instant instant(Clock clock) {
    return clock.instant();
  }
}
