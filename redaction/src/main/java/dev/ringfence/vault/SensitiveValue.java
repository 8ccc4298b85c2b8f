package dev.ringfence.vault;

/**
 * A value that was found and is to be masked.
 *
 * @param type what kind of value it is
 * @param value the value exactly as it stood in the text, never empty
 */
public record SensitiveValue(SensitiveType type, String value) {
  public SensitiveValue {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a sensitive value is never empty");
    }
  }

  /** Never the value itself: this may end in a log. */
  @Override
  public String toString() {
    return type + "(***)";
  }
}
