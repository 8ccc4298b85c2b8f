package dev.ringfence.proposal;

import dev.ringfence.redaction.Mask;
import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.SensitiveType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the redactor recognises in some values of a column: counts, and none of the values.
 *
 * @param values how many different ones were looked at
 * @param whole of how many most is a value of a type
 * @param within in how many such a value stands among other words
 */
record Sampled(int values, Map<SensitiveType, Integer> whole, int within) {
  /** So many without any hit are enough: of a type that a fifth is of, one would have shown. */
  private static final int ENOUGH = 16;

  static final Sampled NONE = new Sampled(0, Map.of(), 0);

  Sampled {
    whole = Map.copyOf(whole);
  }

  static Sampled of(Collection<String> values, Redactor redactor) {
    Map<SensitiveType, Integer> whole = new EnumMap<>(SensitiveType.class);
    int within = 0;
    int seen = 0;
    for (String value : values) {
      if (seen == ENOUGH && whole.isEmpty() && within == 0) {
        break;
      }
      seen++;
      List<Mask> masks = masks(value, redactor);
      Optional<Mask> most =
          masks.stream()
              .filter(mask -> (mask.end() - mask.start()) * 2 >= value.length())
              .findFirst();
      most.ifPresent(mask -> whole.merge(mask.placeholder().type(), 1, Integer::sum));
      within += most.isEmpty() && !masks.isEmpty() ? 1 : 0;
    }
    return new Sampled(seen, whole, within);
  }

  /**
   * A value that cannot be read is as if nothing were known of it: it is masked when it is read.
   */
  private static List<Mask> masks(String value, Redactor redactor) {
    try {
      return redactor.explain(value, new InMemoryVault()).masks();
    } catch (RedactionException refused) {
      return List.of();
    }
  }

  /** The type that a fifth of the values are of, or more. */
  Optional<SensitiveType> type() {
    return whole.entrySet().stream()
        .filter(entry -> entry.getValue() * 5 >= values)
        .max(Map.Entry.<SensitiveType, Integer>comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** How many percent of the values are of a type. */
  int share(SensitiveType type) {
    return values == 0 ? 0 : 100 * whole.getOrDefault(type, 0) / values;
  }

  /** How many percent hold something that is masked where it stands. */
  int partly() {
    int hits = within + whole.values().stream().mapToInt(Integer::intValue).sum();
    return values == 0 ? 0 : Math.max(hits > 0 ? 1 : 0, 100 * hits / values);
  }
}
