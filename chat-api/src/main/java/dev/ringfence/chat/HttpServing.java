package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.identity.Authentication;
import dev.ringfence.identity.Authenticator;
import dev.ringfence.redaction.RedactionException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns routes into a router: reads a request whole and within its limits, finds out who sent it,
 * runs the handler on a virtual thread, and turns whatever goes wrong into a problem, here and
 * nowhere else.
 */
final class HttpServing {
  /** Bytes of a request's body. */
  static final int MAX_BODY = 1 << 20;

  /** Milliseconds within which a request has arrived whole. */
  private static final long MAX_ARRIVAL = 30_000;

  private static final Logger LOG = LoggerFactory.getLogger(HttpServing.class);

  private final Vertx vertx;
  private final Authenticator authenticator;
  private final CrossOrigin crossOrigin;
  private final ExecutorService threads;
  private final MeterRegistry meters;
  private final Supplier<UUID> ids;

  HttpServing(
      Vertx vertx,
      Authenticator authenticator,
      CrossOrigin crossOrigin,
      ExecutorService threads,
      MeterRegistry meters,
      Supplier<UUID> ids) {
    this.vertx = vertx;
    this.authenticator = authenticator;
    this.crossOrigin = crossOrigin;
    this.threads = threads;
    this.meters = meters;
    this.ids = ids;
  }

  Router router(List<Route> routes) {
    Router router = Router.router(vertx);
    router.route().handler(this::arrive);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    router
        .route()
        .method(HttpMethod.OPTIONS)
        .path("/v1/*")
        .handler(context -> onThread(context, () -> crossOrigin.preflight(context)));
    for (Route route : routes) {
      router
          .route(route.method(), route.path())
          .handler(context -> onThread(context, () -> serve(route, context)));
    }
    for (int status : new int[] {400, 404, 405, 408, 413, 414, 415, 431, 500}) {
      router.errorHandler(status, context -> fail(context, status));
    }
    return router;
  }

  private void arrive(RoutingContext context) {
    context.put("requestId", ids.get().toString());
    long timer = vertx.setTimer(MAX_ARRIVAL, _ -> context.request().connection().close());
    context.request().endHandler(_ -> vertx.cancelTimer(timer));
    context.addEndHandler(_ -> vertx.cancelTimer(timer));
    context.next();
  }

  private void onThread(RoutingContext context, Runnable work) {
    threads.execute(
        () -> {
          try {
            problemOf(context, work).ifPresent(problem -> send(context, problem));
          } catch (RuntimeException e) {
            LOG.error("request {} could not be answered", requestId(context), e);
            context.response().reset();
          }
        });
  }

  private static Optional<Problem> problemOf(RoutingContext context, Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Problem.ProblemException e) {
      return Optional.of(e.problem());
    } catch (DatabaseException e) {
      LOG.warn("request {} failed: {}", requestId(context), e.code());
      return Optional.of(problemOf(e));
    } catch (RedactionException e) {
      LOG.warn("request {} failed: {}", requestId(context), e.code());
      return Optional.of(Problem.of(503, e.code(), "The message could not be masked safely."));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("request {} failed: {}", requestId(context), e.getClass().getName(), e);
      return Optional.of(Problem.of(500, "internal", "Something went wrong on our side."));
    }
  }

  private static Problem problemOf(DatabaseException e) {
    return switch (e.kind()) {
      case UNAVAILABLE, TIMEOUT ->
          Problem.of(503, e.code(), "The database cannot be reached just now; try again.");
      case CONFLICT -> Problem.of(409, "conflict", "Somebody changed this at the same time.");
      case UNBOUND, DENIED, INVALID ->
          Problem.of(500, "internal", "Something went wrong on our side.");
    };
  }

  private void serve(Route route, RoutingContext context) {
    long start = System.nanoTime();
    try {
      Exchange exchange =
          new Exchange(
              context,
              requestId(context),
              () -> {
                headers(context, "");
                crossOrigin.allow(context);
              },
              route.caller() == Route.Caller.TOKEN ? authenticate(context) : null);
      if (route.handler().handle(exchange) instanceof Reply.Whole whole) {
        send(context, whole);
      }
    } finally {
      meters
          .timer("ringfence.http", "route", route.path(), "method", route.method().name())
          .record(java.time.Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Authentication authenticate(RoutingContext context) {
    List<String> headers = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    Authentication found =
        authenticator.authenticate(
            headers.isEmpty() ? null : String.join(", ", headers),
            context.request().getHeader(HttpHeaders.ORIGIN));
    return switch (found) {
      case Authentication.Authenticated known -> known;
      case Authentication.Missing _ ->
          throw Problem.of(401, "token_missing", "Send a bearer token in Authorization.").raise();
      case Authentication.Rejected rejected ->
          throw Problem.of(401, rejected.code(), "The token is not accepted; sign in again.")
              .raise();
      case Authentication.Forbidden forbidden ->
          throw Problem.of(403, forbidden.code(), "You do not have access here.").raise();
      case Authentication.Unavailable _ ->
          throw Problem.of(503, "issuer_unavailable", "Tokens cannot be checked just now.").raise();
    };
  }

  private void headers(RoutingContext context, String cacheControl) {
    HttpServerResponse response = context.response();
    response.putHeader("X-Request-Id", requestId(context));
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Referrer-Policy", "no-referrer");
    if (cacheControl.isEmpty()) {
      response.putHeader("Cache-Control", "private, no-store");
      response.putHeader("Vary", "Authorization, Origin");
    } else {
      response.putHeader("Cache-Control", cacheControl);
    }
  }

  private void send(RoutingContext context, Reply.Whole whole) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    headers(context, whole.cacheControl());
    if (whole.cacheControl().isEmpty()) {
      crossOrigin.allow(context);
    }
    whole.headers().forEach(response::putHeader);
    if (!whole.contentType().isEmpty()) {
      response.putHeader("Content-Type", whole.contentType());
    }
    var _ = response.setStatusCode(whole.status()).end(Buffer.buffer(whole.body()));
  }

  private void fail(RoutingContext context, int status) {
    Problem problem =
        switch (status) {
          case 404 -> Problem.notFound();
          case 405 -> Problem.of(405, "method_not_allowed", "This path has no such method.");
          case 408 -> Problem.of(408, "too_slow", "The request did not arrive in time.");
          case 413 ->
              Problem.of(413, "body_too_large", "The body is larger than " + MAX_BODY + " bytes.");
          case 414 -> Problem.of(414, "address_too_long", "The address is too long.");
          case 415 -> Problem.of(415, "content_type_wrong", "Send the body as application/json.");
          case 431 -> Problem.of(431, "headers_too_large", "The headers are too large.");
          case 400 -> Problem.of(400, "request_malformed", "The request is not well formed.");
          default -> {
            LOG.error("request {} failed in the router", requestId(context), context.failure());
            yield Problem.of(500, "internal", "Something went wrong on our side.");
          }
        };
    send(context, problem);
  }

  private void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      // The stream has begun: it is cut off, which its reader sees.
      response.reset();
      return;
    }
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "urn:ringfence:problem:" + problem.code())
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", problem.detail())
            .put("code", problem.code())
            .put("requestId", requestId(context));
    if (!problem.errors().isEmpty()) {
      ArrayNode errors = body.putArray("errors");
      problem
          .errors()
          .forEach(e -> errors.addObject().put("field", e.field()).put("problem", e.problem()));
    }
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    if (problem.status() == 503 || problem.status() == 429) {
      response.putHeader("Retry-After", "2");
    }
    meters
        .counter("ringfence.problems", "code", problem.code(), "status", "" + problem.status())
        .increment();
    send(
        context,
        new Reply.Whole(
            problem.status(),
            "application/problem+json",
            body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "",
            java.util.Map.of()));
  }

  private static String requestId(RoutingContext context) {
    @Nullable String id = context.get("requestId");
    return id == null ? "" : id;
  }
}
