package dev.ringfence.chat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A model server's bytes, up to a number for one turn and for one line, so that no server can fill
 * the memory.
 */
final class BoundedStream extends FilterInputStream {
  /** Bytes of one turn: room for many thousand tokens of thought, each in an event of its own. */
  static final int MAX_BYTES = 32 << 20;

  static final int MAX_LINE = 2 << 20;

  private long total;
  private long line;

  BoundedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    for (int i = offset; i < offset + read; i++) {
      line = buffer[i] == '\n' || buffer[i] == '\r' ? 0 : line + 1;
    }
    total += Math.max(0, read);
    if (total > MAX_BYTES || line > MAX_LINE) {
      throw new ModelException(ModelException.Reason.BROKEN);
    }
    return read;
  }
}
