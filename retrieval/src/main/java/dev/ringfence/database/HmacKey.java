package dev.ringfence.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key of HMAC-SHA256 (RFC 2104), 32 bytes, and what the database needs to check with it. */
final class HmacKey {
  private static final int BLOCK = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] secret;
  private final Mac mac;

  HmacKey(byte[] secret) {
    this.secret = secret.clone();
    try {
      this.mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Another key, for one purpose: HKDF-Expand of RFC 5869 with the purpose as its info. */
  HmacKey derive(String purpose) {
    try {
      return new HmacKey(
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.expandOnly(
                      new SecretKeySpec(secret, "Generic"), purpose.getBytes(UTF_8), 32)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
    }
  }

  /** The message's code, 64 hexadecimal digits in lower case. */
  String sign(String message) {
    try {
      Mac copy = (Mac) mac.clone();
      return HexFormat.of().formatHex(copy.doFinal(message.getBytes(UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this platform's " + ALGORITHM + " cannot be cloned", e);
    }
  }

  /** The key xor 0x36, to the 64 bytes of a SHA-256 block. */
  byte[] innerPad() {
    return pad(0x36);
  }

  /** The key xor 0x5c, to the 64 bytes of a SHA-256 block. */
  byte[] outerPad() {
    return pad(0x5c);
  }

  private byte[] pad(int with) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(secret, 0, block, 0, secret.length);
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (block[i] ^ with);
    }
    return block;
  }

  @Override
  public String toString() {
    return "HmacKey[***]";
  }
}
