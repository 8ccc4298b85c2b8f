package dev.ringfence.vault;

import java.util.List;
import java.util.Optional;

/**
 * What a model sees in the place of a sensitive value, written {@code [EMAIL_1]}.
 *
 * @param type what kind of value it stands for
 * @param number which one of that kind within the conversation, from 1 to {@value #MAX_NUMBER}
 */
public record Placeholder(SensitiveType type, int number) {
  /** The largest number a placeholder carries; it bounds the length of the written form. */
  public static final int MAX_NUMBER = 999_999;

  private static final List<SensitiveType> TYPES = List.of(SensitiveType.values());
  private static final List<String> STARTS = TYPES.stream().map(type -> "[" + type + "_").toList();

  public Placeholder {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("a placeholder's number is 1 to " + MAX_NUMBER);
    }
  }

  /** Reads the written form, and nothing that merely resembles it. */
  public static Optional<Placeholder> parse(String written) {
    for (SensitiveType type : TYPES) {
      String start = start(type);
      if (written.startsWith(start) && written.endsWith("]")) {
        return number(written, start.length()).map(number -> new Placeholder(type, number));
      }
    }
    return Optional.empty();
  }

  /** What the written form of a type's placeholders begins with. */
  static String start(SensitiveType type) {
    return STARTS.get(type.ordinal());
  }

  private static Optional<Integer> number(String written, int from) {
    int to = written.length() - 1;
    if (to <= from || to - from > 6 || written.charAt(from) == '0') {
      return Optional.empty();
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = written.charAt(i);
      if (c < '0' || c > '9') {
        return Optional.empty();
      }
      value = value * 10 + c - '0';
    }
    return Optional.of(value);
  }

  @Override
  public String toString() {
    return "[" + type + "_" + number + "]";
  }
}
