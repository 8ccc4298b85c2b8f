package dev.ringfence.redaction;

import java.util.List;

/**
 * A masked text, and what was masked in it.
 *
 * @param text the masked text
 * @param masks in the order in which they stand
 */
public record Explained(RedactedText text, List<Mask> masks) {
  public Explained {
    masks = List.copyOf(masks);
  }
}
