package dev.ringfence.eval;

import java.time.Duration;

/**
 * What a live run may cost the service that it is pointed at.
 *
 * @param requests of the attack; cleaning up is not counted, so that it is never left out
 * @param tokens as the service counts them, and a quarter of the characters where it does not
 * @param timeout for one whole answer, to its last byte
 * @param bytes of one answer that are read
 */
record LiveLimits(int perMinute, int requests, long tokens, Duration timeout, int bytes) {
  /** Checks that something can be sent at all. */
  LiveLimits {
    if (perMinute < 1 || requests < 1 || tokens < 1 || bytes < 1 || !timeout.isPositive()) {
      throw new IllegalArgumentException("every limit is at least 1");
    }
  }
}
