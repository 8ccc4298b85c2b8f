package dev.ringfence.identity;

/**
 * The state in which an issuer's keys were never fetched, or not for too long: nothing can be said
 * about a token, so the answer is an outage and not a refusal.
 */
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException() {
    super("the issuer's keys are not available", null, false, false);
  }
}
