package dev.ringfence.eval;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Canaries by a number made of letters; nearly all numbers that lead nowhere are told by a bit. */
final class Keys {
  private static final int BITS = 20;

  private final long[] filter = new long[1 << (BITS - 6)];
  private final Map<Long, Canary> canaries = new HashMap<>();

  void add(long key, Canary canary) {
    int bit = bit(key);
    filter[bit >> 6] |= 1L << bit;
    canaries.put(key, canary);
  }

  void remove(long key) {
    canaries.remove(key);
  }

  @Nullable Canary get(long key) {
    int bit = bit(key);
    return (filter[bit >> 6] & 1L << bit) == 0 ? null : canaries.get(key);
  }

  private static int bit(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
  }
}
