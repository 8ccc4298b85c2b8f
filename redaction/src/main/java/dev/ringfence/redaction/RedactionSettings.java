package dev.ringfence.redaction;

import java.util.List;

/**
 * What a company says about masking.
 *
 * @param regions whose national phone numbers and ids are masked without a word beside them, as ISO
 *     3166 codes
 * @param policy what is masked when it is not certain
 * @param patterns what is masked beside what everybody masks, {@value #MOST_PATTERNS} at most
 */
public record RedactionSettings(List<String> regions, Policy policy, List<CustomPattern> patterns) {
  /** How many patterns there are at the most: each reads every text. */
  public static final int MOST_PATTERNS = 50;

  /** Nothing said. */
  public static final RedactionSettings STANDARD =
      new RedactionSettings(List.of(), Policy.BALANCED, List.of());

  public RedactionSettings {
    regions = List.copyOf(regions);
    patterns = List.copyOf(patterns);
    if (patterns.size() > MOST_PATTERNS) {
      throw new IllegalArgumentException(
          "there are " + patterns.size() + " patterns, and at most " + MOST_PATTERNS);
    }
  }
}
