package dev.ringfence.chat;

import dev.ringfence.database.DatabaseException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;

/**
 * Which pages of other origins may read responses: those of the sites, below {@code /v1} and at
 * {@code /mcp}.
 */
final class CrossOrigin {
  private final Predicate<String> knownOrigin;

  /**
   * @param knownOrigin whether an origin is some site's; it may throw a {@link DatabaseException}
   */
  CrossOrigin(Predicate<String> knownOrigin) {
    this.knownOrigin = knownOrigin;
  }

  /** Whether pages of other origins may read what a path answers. */
  static boolean covers(String path) {
    return path.startsWith("/v1/") || path.equals(McpRoutes.PATH);
  }

  /** Answers what a browser asks before it sends a request. */
  void preflight(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (allow(context)) {
      response
          .putHeader("Access-Control-Allow-Methods", "GET, POST, DELETE")
          .putHeader(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Accept, User-Agent"
                  + ", MCP-Protocol-Version, Mcp-Method, Mcp-Name")
          .putHeader("Access-Control-Max-Age", "600");
    }
    response.putHeader("Vary", "Origin").putHeader("Cache-Control", "no-store");
    var _ = response.setStatusCode(204).end();
  }

  /**
   * Lets the page that sent a request read its response, if its origin is known. While the database
   * is away none is, so that the outage can still be told to everybody else.
   */
  boolean allow(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    String path = context.request().path();
    if (origin == null || path == null || !covers(path) || !isKnown(origin)) {
      return false;
    }
    context
        .response()
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
    return true;
  }

  private boolean isKnown(String origin) {
    try {
      return knownOrigin.test(origin);
    } catch (DatabaseException e) {
      return false;
    }
  }
}
