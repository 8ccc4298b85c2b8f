package dev.ringfence.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signatures that one key has confirmed lately, since whether it made one never changes and
 * costs most of what a request costs. Only digests of the whole token are kept; a key that is
 * withdrawn takes them with it, and everything else about a token is looked at each time.
 */
final class ConfirmedSignatures {
  /** About half a megabyte for one key. */
  static final int MOST = 4_096;

  private final Map<ByteBuffer, Boolean> digests =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized boolean contain(byte[] signed, Base64URL signature) {
    return digests.get(digest(signed, signature)) != null;
  }

  synchronized void add(byte[] signed, Base64URL signature) {
    digests.put(digest(signed, signature), Boolean.TRUE);
  }

  private static ByteBuffer digest(byte[] signed, Base64URL signature) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(signed);
      // Neither side of a compact token has a dot behind it, so nothing can move across.
      sha256.update((byte) '.');
      return ByteBuffer.wrap(sha256.digest(signature.toString().getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }
}
