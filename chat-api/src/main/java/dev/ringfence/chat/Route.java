package dev.ringfence.chat;

import dev.ringfence.database.Principal;
import io.vertx.core.http.HttpMethod;
import java.util.function.Supplier;

/**
 * One way into the service. All routes stand in one list, from which the router is built and the
 * tests of authorisation are generated.
 *
 * @param path in Vert.x's form, with {@code :name} for a part that varies
 * @param errors how it says that something went wrong
 * @param mostBytes the most bytes of a body; beyond {@link HttpServing#MAX_BODY} its sender is
 *     known before the body is read, and few may send one at a time
 * @param challenge what it asks whoever brings no token that is accepted for: the value of {@code
 *     WWW-Authenticate}
 */
record Route(
    HttpMethod method,
    String path,
    Caller caller,
    ErrorForm errors,
    int mostBytes,
    Supplier<String> challenge,
    Handler handler) {
  private static final String BEARER = "Bearer";

  /** Who may call a route. */
  enum Caller {
    /** Anybody. */
    ANYONE,
    /** Whoever has a token: a visitor or a user. */
    TOKEN,
    /** Whoever has signed in: a user, and no visitor. */
    USER,
    /** A member of a tenant's staff. */
    STAFF;

    /**
     * Lets through whoever may call.
     *
     * @throws Problem.ProblemException with 403 for somebody known who may not
     */
    void admit(Principal principal) {
      if ((this == USER || this == STAFF) && principal instanceof Principal.Visitor) {
        throw Problem.of(403, "sign_in_required", "This takes a user's token, not a visitor's.")
            .raise();
      }
      if (this == STAFF && !(principal instanceof Principal.Staff)) {
        throw Problem.of(403, "staff_required", "This is for the tenant's staff.").raise();
      }
    }
  }

  /** Answers one request, on a virtual thread of its own. */
  @FunctionalInterface
  interface Handler {
    Reply handle(Exchange exchange);
  }

  /** How the audit calls it. */
  String name() {
    return method.name() + " " + path;
  }

  static Route open(HttpMethod method, String path, Handler handler) {
    return of(method, path, Caller.ANYONE, ErrorForm.PROBLEM, handler);
  }

  static Route withToken(HttpMethod method, String path, Handler handler) {
    return of(method, path, Caller.TOKEN, ErrorForm.PROBLEM, handler);
  }

  static Route ofUser(HttpMethod method, String path, ErrorForm errors, Handler handler) {
    return of(method, path, Caller.USER, errors, handler);
  }

  static Route ofStaff(HttpMethod method, String path, Handler handler) {
    return of(method, path, Caller.STAFF, ErrorForm.PROBLEM, handler);
  }

  private static Route of(
      HttpMethod method, String path, Caller caller, ErrorForm errors, Handler handler) {
    return new Route(method, path, caller, errors, HttpServing.MAX_BODY, () -> BEARER, handler);
  }

  /** The same, asking for a token in words of its own. */
  Route challenging(Supplier<String> with) {
    return new Route(method, path, caller, errors, mostBytes, with, handler);
  }

  /** The same, for bodies of so many bytes. */
  Route upTo(int bytes) {
    return new Route(method, path, caller, errors, bytes, challenge, handler);
  }

  /** Whether its bodies are too large to be read from just anybody. */
  boolean isUpload() {
    return mostBytes > HttpServing.MAX_BODY;
  }
}
