package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;

/**
 * A range of a text that is to be masked.
 *
 * @param start where it begins, as an index into the source
 * @param end where it ends, exclusive
 * @param type what kind of value it is
 * @param certainty how sure that is
 * @param why what it was known by, for people; never a part of the text
 */
public record Finding(int start, int end, SensitiveType type, Certainty certainty, String why) {
  int length() {
    return end - start;
  }

  /** Whether this decides what an overlap is: by its certainty first, then by its length. */
  boolean surerThan(Finding other) {
    int order = certainty.compareTo(other.certainty);
    return order < 0 || (order == 0 && length() > other.length());
  }

  /**
   * Both, as one: a value that was cut short would leave a part of it readable.
   *
   * @param surest the finding that says what the whole is
   */
  Finding with(Finding next, Finding surest) {
    return new Finding(
        Math.min(start, next.start),
        Math.max(end, next.end),
        surest.type,
        surest.certainty,
        surest.why);
  }
}
