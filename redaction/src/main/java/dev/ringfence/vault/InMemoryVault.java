package dev.ringfence.vault;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vault that lives as long as its process; safe for use by several threads. */
public final class InMemoryVault implements Vault {
  private final Map<SensitiveValue, Placeholder> placeholders = new HashMap<>();
  private final Map<Placeholder, String> values = new HashMap<>();
  private final Map<SensitiveType, Integer> numbers = new EnumMap<>(SensitiveType.class);
  private int longest;

  @Override
  public synchronized Map<SensitiveValue, Placeholder> placeholders(
      Collection<SensitiveValue> wanted) {
    Map<SensitiveValue, Placeholder> result = new LinkedHashMap<>();
    for (SensitiveValue value : wanted) {
      result.put(value, placeholders.computeIfAbsent(value, this::allocate));
    }
    return result;
  }

  @Override
  public synchronized int longest() {
    return longest;
  }

  @Override
  public synchronized Collection<SensitiveValue> known() {
    return List.copyOf(placeholders.keySet());
  }

  private Placeholder allocate(SensitiveValue value) {
    Placeholder placeholder =
        new Placeholder(value.type(), numbers.getOrDefault(value.type(), 0) + 1);
    numbers.put(value.type(), placeholder.number());
    values.put(placeholder, value.value());
    longest = Math.max(longest, placeholder.toString().length());
    return placeholder;
  }

  @Override
  public synchronized Optional<String> valueOf(Placeholder placeholder) {
    return Optional.ofNullable(values.get(placeholder));
  }
}
