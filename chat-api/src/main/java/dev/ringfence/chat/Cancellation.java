package dev.ringfence.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an answer is still wanted: ended by its reader's going away, or by its time running out.
 */
final class Cancellation {
  private final InstantSource clock;
  private final Instant deadline;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  Cancellation(InstantSource clock, Duration limit) {
    this.clock = clock;
    this.deadline = clock.instant().plus(limit);
  }

  /** Ends the answer; what was registered is run once. */
  void cancel() {
    List<Runnable> toRun;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      toRun = List.copyOf(actions);
    }
    toRun.forEach(Runnable::run);
  }

  /** Registers what ends a piece of the work; run at once where the answer has ended already. */
  void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** How much time is left, never negative. */
  Duration remaining() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * @throws ModelException when the answer is not wanted any more
   */
  void check() {
    if (isCancelled()) {
      throw new ModelException(ModelException.Reason.CANCELLED);
    }
    if (remaining().isZero()) {
      throw new ModelException(ModelException.Reason.TIMEOUT);
    }
  }
}
