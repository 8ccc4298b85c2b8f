package dev.ringfence.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;

/** A public key together with the single algorithm it verifies. */
final class VerificationKey {
  private final String id;
  private final SigningAlgorithm algorithm;
  private final JWSVerifier verifier;
  private final ConfirmedSignatures confirmed = new ConfirmedSignatures();

  VerificationKey(String id, SigningAlgorithm algorithm, JWSVerifier verifier) {
    this.id = id;
    this.algorithm = algorithm;
    this.verifier = verifier;
  }

  String id() {
    return id;
  }

  SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether this key made the signature. Only the algorithm of the key is used, never a header. */
  boolean confirms(byte[] signed, Base64URL signature) {
    if (confirmed.contain(signed, signature)) {
      return true;
    }
    try {
      if (!verifier.verify(new JWSHeader(algorithm.jose()), signed, signature)) {
        return false;
      }
    } catch (JOSEException e) {
      return false;
    }
    confirmed.add(signed, signature);
    return true;
  }
}
