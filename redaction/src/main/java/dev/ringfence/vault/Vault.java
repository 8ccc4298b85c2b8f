package dev.ringfence.vault;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The placeholders of one conversation of one principal, and what they stand for. The same value
 * has the same placeholder for as long as the conversation lives; allocation is atomic.
 */
public interface Vault {
  /**
   * The placeholder of each value; new ones are allocated, all in one step.
   *
   * @param values what was found, possibly with repetitions
   * @return one entry for each distinct value
   */
  Map<SensitiveValue, Placeholder> placeholders(Collection<SensitiveValue> values);

  /**
   * How many characters the longest placeholder has that was issued in this conversation; 0 where
   * none was.
   */
  int longest();

  /** What has a placeholder in this conversation. */
  Collection<SensitiveValue> known();

  /** The value a placeholder of this conversation stands for; empty for one never issued in it. */
  Optional<String> valueOf(Placeholder placeholder);
}
