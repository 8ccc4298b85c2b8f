package dev.ringfence.identity;

/**
 * The refusal of a token. It names the fault and nothing of the token itself; it has no stack trace
 * because anybody can cause it as often as they like.
 */
public final class TokenRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TokenFault fault;

  TokenRefusedException(TokenFault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  public TokenFault fault() {
    return fault;
  }
}
