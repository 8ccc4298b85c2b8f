package dev.ringfence.chat;

import dev.ringfence.audit.Actor;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.Decision;
import dev.ringfence.identity.Authentication;
import dev.ringfence.identity.Authenticator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door: who sent a request, the problem that is answered where they may not come in, and where
 * the audit has both.
 */
final class Admission {
  private final Authenticator authenticator;
  private final BiFunction<Actor, String, AuditTrail> trails;
  private final DoorBook book;

  /**
   * @param trails opens the trail of a request in the audit, by who sent it and the request's id
   */
  Admission(Authenticator authenticator, BiFunction<Actor, String, AuditTrail> trails) {
    this.authenticator = authenticator;
    this.trails = trails;
    this.book =
        new DoorBook(
            (bearer, route, ban, requestId) ->
                trails.apply(bearer, requestId).note(route, Decision.REFUSED, ban.code()),
            System::nanoTime);
  }

  /** Who sent the request, as often as that is asked. */
  Supplier<Authentication> sender(HttpServerRequest request) {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    @Nullable String authorization = headers.isEmpty() ? null : String.join(", ", headers);
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    return authenticator.sender(authorization, origin);
  }

  /**
   * The sender, who has to be known.
   *
   * @throws Problem.ProblemException with 401, 403 or 503 where nobody is
   */
  Authentication.Authenticated admitted(Authentication found, Route route, String requestId) {
    return switch (found) {
      case Authentication.Authenticated known -> known;
      case Authentication.Missing _ ->
          throw Problem.of(401, "token_missing", "Send a bearer token in Authorization.").raise();
      case Authentication.Rejected rejected ->
          throw Problem.of(401, rejected.code(), "The token is not accepted; sign in again.")
              .raise();
      case Authentication.Forbidden forbidden -> {
        book.note(forbidden, route.name(), requestId);
        throw Problem.forbidden(forbidden.code()).raise();
      }
      case Authentication.Unavailable _ ->
          throw Problem.of(503, "issuer_unavailable", "Tokens cannot be checked just now.").raise();
    };
  }

  /** Where what somebody known does is noted. */
  AuditTrail trail(Authentication.Authenticated known, String requestId) {
    return trails.apply(Actor.of(known.principal(), known.displaySubject()), requestId);
  }
}
