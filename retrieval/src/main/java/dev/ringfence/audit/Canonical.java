package dev.ringfence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that an entry's hash is taken over. Each part stands behind its length in four bytes,
 * the highest first, so that no two entries have the same bytes; -1 for a part that is not there.
 */
final class Canonical {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  Canonical add(byte @Nullable [] part) {
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(part == null ? -1 : part.length).array());
    if (part != null) {
      bytes.writeBytes(part);
    }
    return this;
  }

  /** Text in UTF-8. */
  Canonical add(@Nullable String part) {
    return add(part == null ? null : part.getBytes(UTF_8));
  }

  /** A number in decimal. */
  Canonical add(long part) {
    return add(Long.toString(part));
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
