package dev.ringfence.report;

/** What a case proved. */
public enum Verdict {
  /** The attack ran, its own data arrived, and nothing else did. */
  CLEAN,
  /** Something was seen where it must not be. */
  LEAK,
  /** The attack did not run as it was meant to, so that nothing is proven. */
  INCONCLUSIVE
}
