package dev.ringfence.tenancy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** A file of an export while it is written: what goes through is counted and hashed. */
final class ExportFile extends OutputStream {
  private static final int TELL_EVERY = 1 << 20;

  private final OutputStream out;
  private final MessageDigest digest = sha256();
  private final LongConsumer progress;
  private long bytes;
  private long told;

  /**
   * @param progress is told how many bytes there are, now and then
   */
  ExportFile(Path path, LongConsumer progress) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    this.progress = progress;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    digest.update(buffer, offset, length);
    bytes += length;
    if (bytes - told >= TELL_EVERY) {
      told = bytes;
      progress.accept(bytes);
    }
  }

  long bytes() {
    return bytes;
  }

  /** The hash of all that was written; asked once. */
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
