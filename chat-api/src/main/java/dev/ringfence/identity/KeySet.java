package dev.ringfence.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The usable keys of a JWKS document, by id. A key that is weak, meant for something else, secret,
 * or not alone under its id is left out; the others stay.
 */
final class KeySet {
  private static final int MAX_KEYS = 100;
  private static final int LEAST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 8192;
  private static final BigInteger LEAST_RSA_EXPONENT = BigInteger.valueOf(65_537);

  /** All that is read of a key; certificates and addresses beside it are not looked at. */
  private static final List<String> READ = List.of("kty", "kid", "n", "e", "crv", "x", "y");

  private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private KeySet() {}

  /**
   * The usable keys.
   *
   * @throws TokenRefusedException when the document is no JWKS at all
   */
  static Map<String, VerificationKey> parse(String jwks) {
    return parse(jwks.getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, VerificationKey> parse(byte[] jwks) {
    JsonNode entries = StrictJson.object(jwks).path("keys");
    if (!entries.isArray() || entries.size() > MAX_KEYS) {
      throw new TokenRefusedException(TokenFault.MALFORMED);
    }
    Map<String, VerificationKey> usable = new HashMap<>();
    Set<String> seen = new HashSet<>();
    Set<String> ambiguous = new HashSet<>();
    for (JsonNode entry : entries) {
      String id = entry.path("kid").asText("");
      if (!seen.add(id)) {
        ambiguous.add(id);
      }
      key(entry).ifPresent(key -> usable.put(key.id(), key));
    }
    usable.keySet().removeAll(ambiguous);
    return Map.copyOf(usable);
  }

  private static Optional<VerificationKey> key(JsonNode entry) {
    if (!isForVerifying(entry)) {
      return Optional.empty();
    }
    Map<String, Object> read = new HashMap<>();
    for (String name : READ) {
      if (entry.path(name).isTextual()) {
        read.put(name, entry.path(name).textValue());
      }
    }
    try {
      JWK parsed = JWK.parse(read);
      return key(parsed).filter(key -> fits(entry, key.algorithm()));
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isForVerifying(JsonNode entry) {
    boolean named = entry.path("kid").isTextual() && !entry.path("kid").textValue().isEmpty();
    boolean signs = !entry.has("use") || entry.path("use").asText().equals("sig");
    boolean verifies =
        !entry.has("key_ops")
            || StreamSupport.stream(entry.path("key_ops").spliterator(), false)
                .anyMatch(each -> each.asText().equals("verify"));
    return named && signs && verifies && SECRET.stream().noneMatch(entry::has);
  }

  private static boolean fits(JsonNode entry, SigningAlgorithm algorithm) {
    return !entry.has("alg") || entry.path("alg").asText().equals(algorithm.jose().getName());
  }

  private static Optional<VerificationKey> key(JWK jwk) throws JOSEException {
    return switch (jwk) {
      case RSAKey rsa when isStrong(rsa) ->
          Optional.of(
              new VerificationKey(rsa.getKeyID(), SigningAlgorithm.RS256, new RSASSAVerifier(rsa)));
      case ECKey ec when ec.getCurve().equals(Curve.P_256) ->
          Optional.of(
              new VerificationKey(ec.getKeyID(), SigningAlgorithm.ES256, new ECDSAVerifier(ec)));
      case OctetKeyPair okp when okp.getCurve().equals(Curve.Ed25519) ->
          Optional.of(
              new VerificationKey(
                  okp.getKeyID(), SigningAlgorithm.EDDSA, new Ed25519Verifier(okp)));
      default -> Optional.empty();
    };
  }

  private static boolean isStrong(RSAKey key) {
    BigInteger modulus = key.getModulus().decodeToBigInteger();
    BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
    return modulus.bitLength() >= LEAST_RSA_BITS
        && modulus.bitLength() <= MOST_RSA_BITS
        && exponent.compareTo(LEAST_RSA_EXPONENT) >= 0
        && exponent.bitLength() <= Integer.SIZE
        && exponent.testBit(0);
  }
}
