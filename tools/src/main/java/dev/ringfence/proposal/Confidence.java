package dev.ringfence.proposal;

/** How sure a guess is. */
enum Confidence {
  /** The schema itself says so. */
  SURE,
  /** Names or values say so; acted on, and shown to be looked at. */
  LIKELY,
  /** It could as well be otherwise; not acted on before somebody says so. */
  UNSURE
}
