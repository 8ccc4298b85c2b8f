package dev.ringfence.recognition;

/** How sure it is that a finding is what it is taken for; the surest first. */
public enum Certainty {
  /** A check sum, or a form that nothing else has. */
  PROVEN,
  /** The form, and what stands around it. */
  LIKELY,
  /** The form alone, which other things have too. */
  POSSIBLE
}
