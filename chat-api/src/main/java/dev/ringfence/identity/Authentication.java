package dev.ringfence.identity;

import dev.ringfence.audit.Actor;
import dev.ringfence.database.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known about who sent a request. */
public sealed interface Authentication {
  /**
   * A principal, confirmed by a token and by the database.
   *
   * @param displaySubject how the token names its bearer; for showing, never for looking up
   * @param regions where the bearer seems to be at home, as ISO 3166 codes: whose national numbers
   *     are masked
   */
  record Authenticated(
      Principal principal,
      Instant expiresAt,
      String tenantSlug,
      String displaySubject,
      List<String> regions)
      implements Authentication {
    public Authenticated {
      regions = List.copyOf(regions);
    }
  }

  /** No token was sent: 401. */
  record Missing() implements Authentication {}

  /** A token was sent that is not accepted: 401. */
  record Rejected(TokenFault fault) implements Authentication {
    public String code() {
      return fault.code();
    }
  }

  /**
   * The token is genuine and its bearer is not allowed in: 403.
   *
   * @param bearer for the audit, where the directory knows them in a tenant that it serves or has
   *     suspended; nothing is ever done as them
   */
  record Forbidden(Ban ban, Optional<Actor> bearer) implements Authentication {
    /** Somebody whom the directory does not know. */
    static Forbidden stranger(Ban ban) {
      return new Forbidden(ban, Optional.empty());
    }

    public String code() {
      return ban.code();
    }
  }

  /** The issuer's keys cannot be had, so nothing can be said: 503. */
  record Unavailable() implements Authentication {}
}
