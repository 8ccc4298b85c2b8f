package dev.ringfence.chat;

import dev.ringfence.identity.Authentication;
import dev.ringfence.identity.Authenticator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who sent a request, and the problem that is answered where that is not known. */
final class Admission {
  private Admission() {}

  /** Who sent the request, as often as that is asked. */
  static Supplier<Authentication> sender(HttpServerRequest request, Authenticator authenticator) {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    @Nullable String authorization = headers.isEmpty() ? null : String.join(", ", headers);
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    return () -> authenticator.authenticate(authorization, origin);
  }

  /**
   * The sender, who has to be known.
   *
   * @throws Problem.ProblemException with 401, 403 or 503 where nobody is
   */
  static Authentication.Authenticated admitted(Authentication found) {
    return switch (found) {
      case Authentication.Authenticated known -> known;
      case Authentication.Missing _ ->
          throw Problem.of(401, "token_missing", "Send a bearer token in Authorization.").raise();
      case Authentication.Rejected rejected ->
          throw Problem.of(401, rejected.code(), "The token is not accepted; sign in again.")
              .raise();
      case Authentication.Forbidden forbidden -> throw Problem.forbidden(forbidden.code()).raise();
      case Authentication.Unavailable _ ->
          throw Problem.of(503, "issuer_unavailable", "Tokens cannot be checked just now.").raise();
    };
  }
}
