package dev.ringfence.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A signed token in its compact form, taken apart but not yet believed: nothing in it counts until
 * {@link #verifyWith} has returned.
 *
 * <p>The form is canonical. Whatever could be written in two ways (padding, spare bits, white
 * space, a key twice) is refused, so one signature stands for one spelling.
 */
final class CompactToken {
  static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_KEY_ID = 256;

  /**
   * Header parameters that bring a key along, change what is signed, or nest. A verifier that knows
   * its keys needs none of them, and each has been an attack.
   */
  private static final Set<String> FORBIDDEN =
      Set.of("jwk", "jku", "x5u", "x5c", "crit", "b64", "enc", "zip", "cty", "epk", "p2c", "p2s");

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7e]+");

  private final ObjectNode header;
  private final ObjectNode claims;
  private final byte[] signed;
  private final byte[] signature;

  private CompactToken(ObjectNode header, ObjectNode claims, byte[] signed, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  static CompactToken parse(String token) {
    if (token.length() > MAX_LENGTH) {
      throw new TokenRefusedException(TokenFault.TOO_LONG);
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length == 5) {
      throw new TokenRefusedException(TokenFault.ENCRYPTED);
    }
    if (parts.length != 3) {
      throw new TokenRefusedException(TokenFault.MALFORMED);
    }
    ObjectNode header = StrictJson.object(decode(parts[0]));
    for (String name : FORBIDDEN) {
      if (header.has(name)) {
        throw new TokenRefusedException(TokenFault.HEADER_FORBIDDEN);
      }
    }
    ObjectNode claims = StrictJson.object(decode(parts[1]));
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return new CompactToken(header, claims, signed, decode(parts[2]));
  }

  private static byte[] decode(String segment) {
    if (!SEGMENT.matcher(segment).matches()) {
      throw new TokenRefusedException(TokenFault.MALFORMED);
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(segment);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: a length no encoder produces is as malformed as spare bits that are set.
    }
    throw new TokenRefusedException(TokenFault.MALFORMED);
  }

  /** The issuer the token names. It only chooses who verifies; the signature has the last word. */
  String unverifiedIssuer() {
    JsonNode issuer = claims.get("iss");
    if (issuer == null) {
      throw new TokenRefusedException(TokenFault.CLAIM_MISSING);
    }
    if (!issuer.isTextual()) {
      throw new TokenRefusedException(TokenFault.CLAIM_MALFORMED);
    }
    return issuer.textValue();
  }

  /** The {@code typ} header, empty when absent. */
  String type() {
    JsonNode type = header.path("typ");
    if (type.isMissingNode()) {
      return "";
    }
    if (!type.isTextual() || type.textValue().isEmpty()) {
      throw new TokenRefusedException(TokenFault.TYPE_WRONG);
    }
    return type.textValue();
  }

  /**
   * The claims, once the one key that the header names has confirmed them. The algorithm must be
   * allowed and be the key's own; no second key is ever tried.
   */
  Claims verifyWith(KeySource keys, Set<SigningAlgorithm> allowed) {
    SigningAlgorithm algorithm =
        SigningAlgorithm.named(header.path("alg").asText(""))
            .filter(each -> header.path("alg").isTextual() && allowed.contains(each))
            .orElseThrow(() -> new TokenRefusedException(TokenFault.ALGORITHM_NOT_ALLOWED));
    VerificationKey key =
        keys.find(keyId()).orElseThrow(() -> new TokenRefusedException(TokenFault.KEY_UNKNOWN));
    if (key.algorithm() != algorithm) {
      throw new TokenRefusedException(TokenFault.ALGORITHM_NOT_ALLOWED);
    }
    if (!key.confirms(signed, Base64URL.encode(signature))) {
      throw new TokenRefusedException(TokenFault.SIGNATURE_WRONG);
    }
    return new Claims(claims);
  }

  private String keyId() {
    JsonNode id = header.get("kid");
    if (id == null) {
      throw new TokenRefusedException(TokenFault.KEY_ID_MISSING);
    }
    if (!id.isTextual()
        || id.textValue().length() > MAX_KEY_ID
        || !KEY_ID.matcher(id.textValue()).matches()) {
      throw new TokenRefusedException(TokenFault.KEY_ID_MALFORMED);
    }
    return id.textValue();
  }
}
