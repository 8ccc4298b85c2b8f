package dev.ringfence.retrieval;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether a document is stored already.
 *
 * @param id the document's, which follows from its tenant, its owner, its origin and its name, and
 *     stays when its content changes
 * @param content of its bytes
 * @param everything of all that its passages and their vectors follow from
 */
record Fingerprint(UUID id, Buffer content, Buffer everything) {

  /**
   * The fingerprint of a document.
   *
   * @param recipe names how passages and vectors are made
   */
  static Fingerprint of(UUID tenant, NewDocument document, String recipe) {
    byte[] content = sha256().digest(document.content());
    MessageDigest everything = sha256();
    everything.update(content);
    add(everything, recipe);
    add(everything, document.mediaType());
    add(everything, document.visibility().stored());
    add(everything, document.title());
    add(everything, document.url());
    return new Fingerprint(
        id(tenant, document), Buffer.buffer(content), Buffer.buffer(everything.digest()));
  }

  private static UUID id(UUID tenant, NewDocument document) {
    MessageDigest digest = sha256();
    add(digest, tenant.toString());
    add(digest, document.customer() == null ? null : document.customer().toString());
    add(digest, document.sourceName());
    if (document.origin() != Origin.UPLOAD) {
      add(digest, document.origin().stored());
    }
    if (document.visibility() == Visibility.PRIVATE) {
      // A person's own file is never the one that staff publish for them under the same name.
      add(digest, document.visibility().stored());
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    long high = (bytes.getLong() & ~0xF000L) | 0x8000L; // version 8: made by a rule of our own
    long low = (bytes.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low);
  }

  /** Adds a value with its length before it, so that no two lists of values look the same. */
  private static void add(MessageDigest digest, @Nullable String value) {
    byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(5).put((byte) (value == null ? 0 : 1)).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
