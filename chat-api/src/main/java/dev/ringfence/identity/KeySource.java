package dev.ringfence.identity;

import java.util.Optional;

/** An issuer's public keys, found by their id. */
@FunctionalInterface
interface KeySource {
  /**
   * The one key of this id.
   *
   * @throws KeysUnavailableException when the issuer's keys are not known at all
   */
  Optional<VerificationKey> find(String id);
}
