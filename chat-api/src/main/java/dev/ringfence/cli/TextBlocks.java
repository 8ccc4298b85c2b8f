package dev.ringfence.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream of bytes in blocks that end where a value hardly goes on: at an empty line, else at a
 * line's end. Only a line that is longer than {@value #LONGEST} bytes is cut anywhere.
 */
final class TextBlocks {
  /** How many bytes a block has at the least, but for the last. */
  static final int ENOUGH = 1 << 20;

  /** How many bytes a block has at the most. */
  static final int LONGEST = 1 << 23;

  private final InputStream in;
  private byte[] buffer = new byte[ENOUGH * 2];
  private int held;
  private boolean ended;

  TextBlocks(InputStream in) {
    this.in = in;
  }

  /** The next block; empty at the end. */
  String next() throws IOException {
    int end = 0;
    while (end == 0 && !ended) {
      int read = in.readNBytes(buffer, held, buffer.length - held);
      held += read;
      ended = held < buffer.length;
      end = ended ? held : boundary();
      if (end == 0) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    if (ended && end == 0) {
      end = held;
    }
    String block = ByteText.decode(buffer, 0, end);
    System.arraycopy(buffer, end, buffer, 0, held - end);
    held -= end;
    return block;
  }

  /** Where the block in the full buffer ends; 0 where more has to be read to say it. */
  private int boundary() {
    int line = 0;
    for (int i = held - 1; i > ENOUGH; i--) {
      if (buffer[i - 1] == '\n') {
        if (buffer[i] == '\n' || (buffer[i] == '\r' && i + 1 < held && buffer[i + 1] == '\n')) {
          return i;
        }
        line = Math.max(line, i);
      }
    }
    return line > 0 ? line : held >= LONGEST ? held : 0;
  }
}
