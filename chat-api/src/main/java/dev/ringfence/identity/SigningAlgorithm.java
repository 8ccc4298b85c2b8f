package dev.ringfence.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Arrays;
import java.util.Optional;

/**
 * A signature algorithm this service accepts. Each belongs to exactly one kind of key, so a key
 * already says which algorithm it verifies and a token's header can only agree or be refused.
 */
public enum SigningAlgorithm {
  RS256("RS256"),
  ES256("ES256"),
  EDDSA("EdDSA");

  private final String joseName;

  SigningAlgorithm(String joseName) {
    this.joseName = joseName;
  }

  /** The algorithm of exactly this name in a token's header; names are case-sensitive. */
  static Optional<SigningAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(each -> each.joseName.equals(name)).findFirst();
  }

  JWSAlgorithm jose() {
    return JWSAlgorithm.parse(joseName);
  }
}
