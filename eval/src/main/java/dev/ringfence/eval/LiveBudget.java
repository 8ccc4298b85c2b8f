package dev.ringfence.eval;

import java.time.Duration;

/** Keeps a live run within its limits. */
final class LiveBudget {
  private final LiveLimits limits;
  private final long gap;
  private int sent;
  private long tokens;
  private long next = System.nanoTime();
  private boolean stopped;

  LiveBudget(LiveLimits limits) {
    this.limits = limits;
    this.gap = Duration.ofMinutes(1).toNanos() / limits.perMinute();
  }

  /** Waits for the next request's turn. */
  void pace() {
    long wait;
    synchronized (this) {
      long now = System.nanoTime();
      long turn = Math.max(next, now);
      next = turn + gap;
      wait = turn - now;
    }
    sleep(Duration.ofNanos(wait));
  }

  /** Whether one more request of the attack may be sent, which is counted then. */
  synchronized boolean take() {
    if (!spent().isEmpty()) {
      return false;
    }
    sent++;
    return true;
  }

  synchronized void spend(long more) {
    tokens += more;
  }

  /** Nothing more is sent, but for cleaning up. */
  synchronized void stop() {
    stopped = true;
  }

  /** Why nothing more may be sent; empty while something may. */
  synchronized String spent() {
    if (stopped) {
      return "the run was stopped";
    }
    if (sent >= limits.requests()) {
      return "the limit of " + limits.requests() + " requests was reached";
    }
    return tokens >= limits.tokens()
        ? "the limit of " + limits.tokens() + " tokens was reached"
        : "";
  }

  synchronized String summary() {
    return sent + " requests, about " + tokens + " tokens";
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }
}
