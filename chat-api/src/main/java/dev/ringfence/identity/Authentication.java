package dev.ringfence.identity;

import dev.ringfence.database.Principal;
import java.time.Instant;

/** What is known about who sent a request. */
public sealed interface Authentication {
  /**
   * A principal, confirmed by a token and by the database.
   *
   * @param displaySubject how the token names its bearer; for showing, never for looking up
   */
  record Authenticated(
      Principal principal, Instant expiresAt, String tenantSlug, String displaySubject)
      implements Authentication {}

  /** No token was sent: 401. */
  record Missing() implements Authentication {}

  /** A token was sent that is not accepted: 401. */
  record Rejected(TokenFault fault) implements Authentication {
    public String code() {
      return fault.code();
    }
  }

  /** The token is genuine and its bearer is not allowed in: 403. */
  record Forbidden(Ban ban) implements Authentication {
    public String code() {
      return ban.code();
    }
  }

  /** The issuer's keys cannot be had, so nothing can be said: 503. */
  record Unavailable() implements Authentication {}
}
