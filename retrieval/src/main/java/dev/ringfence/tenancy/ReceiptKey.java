package dev.ringfence.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The key under which an instance signs receipts, Ed25519: whoever is given a receipt can check it
 * with the public half.
 */
public final class ReceiptKey {
  private static final String ALGORITHM = "Ed25519";
  private static final String FIELD = "signature";

  private final KeyPair pair;

  /**
   * @param seed 32 secret bytes, from which the key follows
   */
  @SuppressWarnings("serial") // used once, here
  public ReceiptKey(byte[] seed) {
    if (seed.length != 32) {
      throw new IllegalArgumentException("a receipt key comes of 32 bytes");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      // RFC 8032, section 5.1.5: the private key is 32 random bytes, and all else follows from
      // them.
      generator.initialize(
          NamedParameterSpec.ED25519,
          new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
              System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
          });
      this.pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** The public half, in base64 of its X.509 form. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** The receipt with its signature: of its JSON text without that, in this order of fields. */
  JsonObject sign(JsonObject receipt) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(receipt.encode().getBytes(UTF_8));
      return receipt
          .copy()
          .put(
              FIELD,
              new JsonObject()
                  .put("algorithm", ALGORITHM)
                  .put("publicKey", publicKey())
                  .put("value", Base64.getEncoder().encodeToString(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a receipt could not be signed", e);
    }
  }

  /**
   * Whether a receipt was signed under a key and is unchanged since. The key that the receipt
   * itself names is not asked: anybody can sign with one of their own.
   *
   * @param publicKey in base64, from whoever runs the instance
   */
  public static boolean verifies(String receipt, String publicKey) {
    try {
      JsonObject read = new JsonObject(receipt);
      String value = read.getJsonObject(FIELD).getString("value");
      read.remove(FIELD);
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(read.encode().getBytes(UTF_8));
      return signature.verify(Base64.getDecoder().decode(value));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Whatever is no receipt does not verify.
      return false;
    }
  }
}
