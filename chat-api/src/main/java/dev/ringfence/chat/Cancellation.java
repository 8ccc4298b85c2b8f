package dev.ringfence.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer is still wanted: ended by its reader's going away, by their losing their place,
 * or by its time running out.
 */
final class Cancellation {
  private final InstantSource clock;
  private final Instant deadline;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;
  private @Nullable Problem revoked;

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

  /** Ends the answer because its reader may not have it any more. */
  void revoke(Problem why) {
    synchronized (this) {
      if (revoked == null) {
        revoked = why;
      }
    }
    cancel();
  }

  /** Why the reader may not have the answer any more; empty for any other end. */
  synchronized Optional<Problem> revoked() {
    return Optional.ofNullable(revoked);
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
