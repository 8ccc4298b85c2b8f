package dev.ringfence.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;

/** A public key together with the single algorithm it verifies. */
record VerificationKey(String id, SigningAlgorithm algorithm, JWSVerifier verifier) {
  /** Whether this key made the signature. Only the algorithm of the key is used, never a header. */
  boolean confirms(byte[] signed, Base64URL signature) {
    try {
      return verifier.verify(new JWSHeader(algorithm.jose()), signed, signature);
    } catch (JOSEException e) {
      return false;
    }
  }
}
