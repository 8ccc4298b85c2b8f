package dev.ringfence.audit;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The end of a chain: how many entries it has, and the hash of the last.
 *
 * @param hash 32 bytes, zero for a chain without entries
 */
public record ChainHead(long number, byte[] hash) {
  static final ChainHead NONE = new ChainHead(0, new byte[32]);

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainHead head
        && head.number == number
        && Arrays.equals(head.hash, hash);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number) * 31 + Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return number + " " + HexFormat.of().formatHex(hash);
  }
}
