package dev.ringfence.redaction;

import dev.ringfence.recognition.Certainty;

/** What is masked when it is not certain that something is personal. */
public enum Policy {
  /** Whatever has the form, though other things have it too. */
  STRICT(Certainty.POSSIBLE),
  /** What has the form, and something around it that speaks for it. */
  BALANCED(Certainty.LIKELY);

  private final Certainty least;

  Policy(Certainty least) {
    this.least = least;
  }

  Certainty least() {
    return least;
  }
}
