package dev.ringfence.proposal;

import dev.ringfence.vault.SensitiveType;
import java.util.Locale;

/** What a model sees of a column. */
sealed interface ColumnTreatment {
  /** The value, after the redactor has looked at it. */
  record Shown() implements ColumnTreatment {}

  /** A placeholder in its place. */
  record Masked(SensitiveType type) implements ColumnTreatment {
    String key() {
      return type.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Nothing: no statement selects it. */
  record LeftOut() implements ColumnTreatment {}

  /** In a word or two. */
  default String words() {
    return switch (this) {
      case Shown _ -> "shown";
      case Masked masked -> "mask: " + masked.key();
      case LeftOut _ -> "left out";
    };
  }
}
