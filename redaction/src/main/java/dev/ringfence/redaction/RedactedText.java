package dev.ringfence.redaction;

/**
 * Text that has been through the redactor: the only text a model or an external embedding service
 * is given. Only {@link Redactor} can make one.
 */
public final class RedactedText {
  private final String value;

  RedactedText(String value) {
    this.value = value;
  }

  /** The masked text, with placeholders in the place of what was sensitive. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RedactedText text && value.equals(text.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
