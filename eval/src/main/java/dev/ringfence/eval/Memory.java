package dev.ringfence.eval;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last pieces were decoded to, mostly nothing, by a hash of 64 bits that nobody else can
 * compute. What is forgotten is decoded again.
 */
final class Memory {
  /** What one decoder, by its number, made of a piece. */
  record Made(int decoder, String text) {}

  private static final int BITS = 16;
  private static final long PRIME = 0x100000001B3L;

  private final long[] keys = new long[1 << BITS];
  private final @Nullable List<Made>[] made = room();
  private final long start = new SecureRandom().nextLong();

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable List<Made>[] room() {
    return new List[1 << BITS];
  }

  long key(int kind, String piece) {
    long key = start + kind;
    for (int i = 0; i < piece.length(); i++) {
      key = (key ^ piece.charAt(i)) * PRIME;
      key ^= key >>> 32;
    }
    return key;
  }

  /** What was made of a piece, or null if that is not known. */
  @Nullable List<Made> get(long key) {
    int place = place(key);
    return keys[place] == key ? made[place] : null;
  }

  void put(long key, List<Made> what) {
    int place = place(key);
    keys[place] = key;
    made[place] = what;
  }

  private static int place(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
  }
}
