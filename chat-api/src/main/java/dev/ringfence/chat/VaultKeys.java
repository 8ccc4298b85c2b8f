package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.tools.Cursors;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of what placeholders stand for: one finds a value, the other gives it back; and the key
 * that binds what a person approves, and that of cursors. The database has none of them.
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D), and HMAC-SHA256.
 */
public final class VaultKeys {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec finding;
  private final SecretKeySpec sealing;
  private final SecretKeySpec binding;
  private final byte[] paging;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param secret 32 bytes; all keys are derived from it
   */
  public VaultKeys(byte[] secret) {
    if (secret.length != 32) {
      throw new IllegalArgumentException("a vault key has 32 bytes, not " + secret.length);
    }
    SecretKeySpec root = new SecretKeySpec(secret, "HmacSHA256");
    this.finding = new SecretKeySpec(mac(root, "find".getBytes(UTF_8)), "HmacSHA256");
    this.sealing = new SecretKeySpec(mac(root, "seal".getBytes(UTF_8)), "AES");
    this.binding = new SecretKeySpec(mac(root, "bind".getBytes(UTF_8)), "HmacSHA256");
    this.paging = mac(root, "page".getBytes(UTF_8));
  }

  /** What finds a value among those of one conversation, without telling it. */
  byte[] find(String context, String value) {
    return mac(finding, (context + "\0" + value).getBytes(UTF_8));
  }

  /** What only whoever has this key can make of fields, each with its length before it. */
  byte[] bind(List<String> fields) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (String field : fields) {
      byte[] bytes = field.getBytes(UTF_8);
      input.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      input.writeBytes(bytes);
    }
    return mac(binding, input.toByteArray());
  }

  /** The places where long results go on; every instance with this key reads them. */
  Cursors cursors() {
    return new Cursors(paging);
  }

  /** 128 random bits, as hexadecimal digits. */
  String nonce() {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  /** The value, readable only with this key and in this context. */
  byte[] seal(String context, String value) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context, value.getBytes(UTF_8));
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * The value that was sealed.
   *
   * @throws IllegalStateException when it was sealed elsewhere or changed
   */
  String open(String context, byte[] sealed) {
    ByteBuffer buffer = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE];
    buffer.get(nonce);
    byte[] rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return new String(cipher(Cipher.DECRYPT_MODE, nonce, context, rest), UTF_8);
  }

  private byte[] cipher(int mode, byte[] nonce, String context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a placeholder's value could not be opened or sealed", e);
    }
  }

  private static byte[] mac(SecretKeySpec key, byte[] input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
