package dev.ringfence.eval;

import java.security.SecureRandom;

/**
 * The last pieces of which nothing could be made, by a hash of 64 bits that nobody else can compute.
 * What is forgotten is decoded again.
 */
final class Memory {
  private static final int BITS = 17;
  private static final long PRIME = 0x100000001B3L;

  private final long[] keys = new long[1 << BITS];
  private final long start = new SecureRandom().nextLong();

  long key(int kind, String piece) {
    long key = start + kind;
    for (int i = 0; i < piece.length(); i++) {
      key = (key ^ piece.charAt(i)) * PRIME;
      key ^= key >>> 32;
    }
    return key;
  }

  boolean has(long key) {
    return keys[place(key)] == key;
  }

  void add(long key) {
    keys[place(key)] = key;
  }

  private static int place(long key) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> (64 - BITS));
  }
}
