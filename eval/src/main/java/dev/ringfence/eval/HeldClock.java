package dev.ringfence.eval;

import java.lang.StackWalker.StackFrame;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a service of the lab's: true until it is held. What seals contexts is told the true
 * time even then, since the database compares it with its own clock, which nobody holds.
 */
final class HeldClock extends Clock {
  private static final StackWalker CALLERS = StackWalker.getInstance();
  private static final String SERVICE = "dev.ringfence.";
  private static final String SEALS = "dev.ringfence.database.";
  private static final String LAB = "dev.ringfence.eval.";

  private volatile @Nullable Instant held;

  /** From now on it is always this time. */
  void hold(Instant at) {
    held = at;
  }

  void release() {
    held = null;
  }

  @Override
  public Instant instant() {
    Instant at = held;
    return at == null || caller(CALLERS).startsWith(SEALS) ? Instant.now() : at;
  }

  /** The class of the service's that asks; empty where none does. */
  static String caller(StackWalker walker) {
    return walker.walk(
        frames ->
            frames
                .map(StackFrame::getClassName)
                .filter(name -> name.startsWith(SERVICE) && !name.startsWith(LAB))
                .findFirst()
                .orElse(""));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    if (!zone.equals(ZoneOffset.UTC)) {
      throw new UnsupportedOperationException("the service reckons in UTC");
    }
    return this;
  }
}
