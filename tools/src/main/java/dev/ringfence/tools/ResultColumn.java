package dev.ringfence.tools;

import dev.ringfence.vault.SensitiveType;
import org.jspecify.annotations.Nullable;

/**
 * One column of a tool's result, as the file declares it.
 *
 * @param type PostgreSQL's name of its type, in the form of {@code format_type}
 * @param treatment what happens to it before a model sees the row
 */
public record ResultColumn(String name, String label, String type, Treatment treatment, Place at) {

  /** What a model sees of a column. */
  public sealed interface Treatment {
    /** The value, after the redactor has looked at it. */
    record Shown() implements Treatment {}

    /** A placeholder of this type in its place, whatever it is. */
    record Masked(SensitiveType type) implements Treatment {}

    /** Nothing at all. */
    record Dropped() implements Treatment {}
  }

  /** Whether a model may not see the value as it stands. */
  boolean sensitive() {
    return !(treatment instanceof Treatment.Shown);
  }

  /** The type of its placeholders, or null where it has none. */
  @Nullable SensitiveType mask() {
    return treatment instanceof Treatment.Masked masked ? masked.type() : null;
  }
}
