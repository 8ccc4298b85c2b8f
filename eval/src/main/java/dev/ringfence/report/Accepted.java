package dev.ringfence.report;

import java.time.LocalDate;

/**
 * A finding of the lab that somebody has decided to live with, for a while.
 *
 * @param fingerprint as reports name it
 * @param owner who answers for it
 * @param reason why, for whoever asks later
 * @param expires the last day it holds
 */
public record Accepted(String fingerprint, String owner, String reason, LocalDate expires) {
  /** Checks that it says what, who and why. */
  public Accepted {
    if (fingerprint.isBlank() || owner.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(
          "an accepted finding has a fingerprint, an owner and a reason");
    }
  }
}
