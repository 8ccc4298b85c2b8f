package dev.ringfence.chat;

import io.vertx.core.http.HttpMethod;

/**
 * One way into the service. All routes stand in one list, from which the router is built and the
 * tests of authorisation are generated.
 *
 * @param path in Vert.x's form, with {@code :name} for a part that varies
 */
record Route(HttpMethod method, String path, Caller caller, Handler handler) {

  /** Who may call a route. */
  enum Caller {
    /** Anybody. */
    ANYONE,
    /** Whoever has a token: a visitor or a user. */
    TOKEN
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
    return new Route(method, path, Caller.ANYONE, handler);
  }

  static Route withToken(HttpMethod method, String path, Handler handler) {
    return new Route(method, path, Caller.TOKEN, handler);
  }
}
