package dev.ringfence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that seals entries, which the database does not have. There may be older ones beside
 * it, under which entries still verify.
 */
public final class AuditKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int PSEUDONYM = 16;

  private final List<SecretKeySpec> sealing;
  private final SecretKeySpec naming;

  /**
   * @param secrets 32 bytes each; the first one seals, each verifies
   */
  public AuditKey(List<byte[]> secrets) {
    if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length != 32)) {
      throw new IllegalArgumentException("an audit key has 32 bytes");
    }
    this.sealing = secrets.stream().map(secret -> derived(secret, "seal")).toList();
    this.naming = derived(secrets.getFirst(), "name");
  }

  /** The seal on the hash of an entry. */
  byte[] seal(byte[] hash) {
    return mac(sealing.getFirst(), hash);
  }

  boolean verifies(byte[] hash, byte[] seal) {
    return sealing.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, hash), seal));
  }

  /** What stands for a text that may be personal: the same for the same text, and not readable. */
  public String pseudonym(String text) {
    byte[] mac = Arrays.copyOf(mac(naming, text.getBytes(UTF_8)), PSEUDONYM);
    return "hmac:" + HexFormat.of().formatHex(mac);
  }

  private static SecretKeySpec derived(byte[] secret, String purpose) {
    byte[] key = mac(new SecretKeySpec(secret, ALGORITHM), ("audit " + purpose).getBytes(UTF_8));
    return new SecretKeySpec(key, ALGORITHM);
  }

  private static byte[] mac(SecretKeySpec key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "AuditKey[***]";
  }
}
