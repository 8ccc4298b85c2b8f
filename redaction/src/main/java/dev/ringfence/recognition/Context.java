package dev.ringfence.recognition;

import java.util.List;

/**
 * What is known of a text beside its characters.
 *
 * @param label the name of the field that the text is the value of, empty for prose
 * @param value whether the text is a field's whole value
 * @param regions whose national forms need no word beside them, as ISO 3166 codes
 */
public record Context(String label, boolean value, List<String> regions) {
  /** Prose of anybody, anywhere. */
  public static final Context PROSE = new Context("", false, List.of());

  public Context {
    regions = List.copyOf(regions);
  }

  /** The value of a field. */
  public static Context valueOf(String field) {
    return new Context(field, true, List.of());
  }

  /**
   * The same text among people of some regions.
   *
   * @throws IllegalArgumentException for what is not a region with phone numbers
   */
  public Context in(List<String> those) {
    for (String region : those) {
      if (!NumberingPlan.known(region)) {
        throw new IllegalArgumentException("not a region with phone numbers: " + region);
      }
    }
    return new Context(label, value, those);
  }
}
