package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Unpacks what gzip, zlib or bare deflate packed, up to a bound; one inflater for many pieces. */
final class Inflating implements AutoCloseable {
  private static final int UNPACKED = 200_000;
  private static final int LEAST = 4;
  private static final int SHORTEST = 6;

  private final boolean open;
  private @Nullable Inflater inflater;
  private byte[] buffer = new byte[0];
  private boolean whole = true;

  /** One that unpacks, or one that does not, for a test. */
  Inflating(boolean open) {
    this.open = open;
  }

  /** Whether nothing was longer than what is unpacked of it. */
  boolean whole() {
    return whole;
  }

  /**
   * The text that was packed, or none.
   *
   * @param first whether it may be packed without a mark that says so
   */
  String read(byte[] octets, int length, boolean first) {
    if (!open || length < SHORTEST) {
      return "";
    }
    if (octets[0] == 0x1F && octets[1] == (byte) 0x8B && length > 10) {
      return inflate(octets, 10, length);
    }
    if (octets[0] == 0x78 && ((octets[0] << 8) | (octets[1] & 0xFF)) % 31 == 0) {
      return inflate(octets, 2, length);
    }
    // What is packed bare and short is one block, its last, of the fixed or of a made code.
    int block = octets[0] & 7;
    return first
            && (block == 3
                || (block == 5 && length > 2 * SHORTEST)
                || (block == 4 && length > 1000))
        ? inflate(octets, 0, length)
        : "";
  }

  private String inflate(byte[] octets, int from, int length) {
    if (inflater == null) {
      inflater = new Inflater(true);
    }
    inflater.reset();
    inflater.setInput(octets, from, length - from);
    int most = Math.min(UNPACKED, 64 + length * 40);
    if (buffer.length < most) {
      buffer = new byte[most];
    }
    try {
      int n = inflater.inflate(buffer, 0, most);
      boolean finished = inflater.finished();
      if (n < LEAST || (from == 0 && (!finished || inflater.getRemaining() > 0))) {
        return "";
      }
      whole &= finished || inflater.needsInput();
      return new String(buffer, 0, n, UTF_8);
    } catch (DataFormatException e) {
      // They were not packed.
      return "";
    }
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
