package dev.ringfence.redaction;

/**
 * Knows one kind of sensitive value by its grammar. The work it does is bounded for each character,
 * so that no text, however hostile, costs more than its length.
 */
interface Recognizer {
  /** Reports every value of this kind in a view. */
  void find(View view, Place place, Findings findings);
}
