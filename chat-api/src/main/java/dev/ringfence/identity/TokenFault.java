package dev.ringfence.identity;

/**
 * The reason a token is refused. The name is for logs and tests; a client sees only {@link #code},
 * which is coarse on purpose: it tells a forger nothing about which check stopped them.
 */
public enum TokenFault {
  AUTHORIZATION_MALFORMED("token_invalid"),
  TOO_LONG("token_invalid"),
  MALFORMED("token_invalid"),
  DUPLICATE_KEY("token_invalid"),
  ENCRYPTED("token_invalid"),
  HEADER_FORBIDDEN("token_invalid"),
  TYPE_WRONG("token_invalid"),
  ALGORITHM_NOT_ALLOWED("token_invalid"),
  KEY_ID_MISSING("token_invalid"),
  KEY_ID_MALFORMED("token_invalid"),
  KEY_UNKNOWN("token_invalid"),
  SIGNATURE_WRONG("token_invalid"),
  ISSUER_UNKNOWN("token_invalid"),
  AUDIENCE_WRONG("token_invalid"),
  PARTY_WRONG("token_invalid"),
  CLAIM_MISSING("token_invalid"),
  CLAIM_MALFORMED("token_invalid"),
  LIFETIME_TOO_LONG("token_invalid"),
  NOT_YET_VALID("token_not_yet_valid"),
  EXPIRED("token_expired");

  private final String code;

  TokenFault(String code) {
    this.code = code;
  }

  /** The stable code an error response carries. */
  public String code() {
    return code;
  }
}
