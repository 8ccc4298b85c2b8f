package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself, such as an entry that another thread writes. */
final class Eventually {
  private static final Duration MOST = Duration.ofSeconds(15);

  private Eventually() {}

  /** Returns when something holds; fails when it does not come at all. */
  static void holds(BooleanSupplier something) {
    long deadline = System.nanoTime() + MOST.toNanos();
    while (!something.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it came at all").isLessThan(deadline);
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
