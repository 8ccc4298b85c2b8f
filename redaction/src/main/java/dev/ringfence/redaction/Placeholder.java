package dev.ringfence.redaction;

/**
 * What a model sees in the place of a sensitive value, written {@code [EMAIL_1]}.
 *
 * @param type what kind of value it stands for
 * @param number which one of that kind within the conversation, from 1 to {@value #MAX_NUMBER}
 */
public record Placeholder(SensitiveType type, int number) {
  /** The largest number a placeholder carries; it bounds the length of the written form. */
  public static final int MAX_NUMBER = 999_999;

  public Placeholder {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("a placeholder's number is 1 to " + MAX_NUMBER);
    }
  }

  @Override
  public String toString() {
    return "[" + type + "_" + number + "]";
  }
}
