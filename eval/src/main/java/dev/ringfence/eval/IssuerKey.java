package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;

/**
 * The key of the demo companies' identity provider, or of the service's own: signs tokens that they
 * never would, with every claim that is asked for.
 */
final class IssuerKey {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrivateKey key;
  private final String id;

  private IssuerKey(PrivateKey key, String id) {
    this.key = key;
    this.id = id;
  }

  /** The key that the service keeps in a file, a private JWK of P-256. */
  static IssuerKey in(Path file) {
    try {
      JsonNode jwk = JSON.readTree(file.toFile());
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      BigInteger secret = new BigInteger(1, decode(jwk.path("d").asText()));
      return new IssuerKey(
          KeyFactory.getInstance("EC")
              .generatePrivate(
                  new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class))),
          jwk.path("kid").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new LabException("the issuer's key cannot be used", e);
    }
  }

  String sign(ObjectNode claims) {
    return sign(JSON.createObjectNode().put("typ", "JWT"), claims);
  }

  /**
   * @param more of the header, beside what says how it is signed
   */
  String sign(ObjectNode more, ObjectNode claims) {
    ObjectNode header = more.put("alg", "ES256").put("kid", id);
    String signed = encode(bytes(header.toString())) + "." + encode(bytes(claims.toString()));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(bytes(signed));
      return signed + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new LabException("a token could not be signed", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
