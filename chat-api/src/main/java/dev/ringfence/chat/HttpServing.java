package dev.ringfence.chat;

import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.AuditUnavailableException;
import dev.ringfence.audit.Decision;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication;
import dev.ringfence.redaction.RedactionException;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

  /** The same for a large body, which may come over a slow line. */
  private static final long MAX_UPLOAD_ARRIVAL = 180_000;

  private static final Logger LOG = LoggerFactory.getLogger(HttpServing.class);

  private final Vertx vertx;
  private final Admission admission;
  private final CrossOrigin crossOrigin;
  private final ExecutorService threads;
  private final MeterRegistry meters;
  private final Supplier<UUID> ids;
  private final UploadDoor uploads = new UploadDoor(this::uploader);

  HttpServing(
      Vertx vertx,
      Admission admission,
      CrossOrigin crossOrigin,
      ExecutorService threads,
      MeterRegistry meters,
      Supplier<UUID> ids) {
    this.vertx = vertx;
    this.admission = admission;
    this.crossOrigin = crossOrigin;
    this.threads = threads;
    this.meters = meters;
    this.ids = ids;
  }

  Router router(List<Route> routes) {
    return router(routes, MAX_ARRIVAL);
  }

  /**
   * @param arrival milliseconds within which a request has arrived whole
   */
  Router router(List<Route> routes, long arrival) {
    Router router = Router.router(vertx);
    Map<String, Route> byName =
        routes.stream().collect(Collectors.toUnmodifiableMap(Route::name, route -> route));
    Map<String, Route> byPath =
        routes.stream().collect(Collectors.toMap(Route::path, route -> route, (one, _) -> one));
    router
        .route()
        .handler(
            context -> {
              HttpServerRequest request = context.request();
              // A path's routes share the form of their errors.
              Route route =
                  byName.getOrDefault(
                      request.method().name() + " " + request.path(), byPath.get(request.path()));
              arrive(context, arrival, route);
            });
    BodyHandler body = BodyHandler.create(false).setBodyLimit(MAX_BODY);
    router.route().handler(context -> receive(context, body));
    router.route().handler(this::arrived);
    for (Route route : routes) {
      var served = router.route(route.method(), route.path());
      if (route.method().equals(HttpMethod.GET)) {
        served.method(HttpMethod.HEAD);
      }
      served.handler(context -> onThread(context, () -> serve(route, context)));
    }
    routes.stream()
        .map(Route::path)
        .filter(CrossOrigin::covers)
        .distinct()
        .forEach(
            path ->
                router
                    .route(HttpMethod.OPTIONS, path)
                    .handler(context -> onThread(context, () -> crossOrigin.preflight(context))));
    // On a thread too: whether the page may read it is asked of the database.
    router
        .route()
        .failureHandler(context -> onThread(context, () -> fail(context, statusOf(context))));
    for (int unmatched : new int[] {404, 405}) {
      router.errorHandler(unmatched, context -> onThread(context, () -> fail(context, unmatched)));
    }
    return router;
  }

  private void arrive(RoutingContext context, long limit, @Nullable Route route) {
    context.put("requestId", ids.get().toString());
    if (route != null) {
      context.put("route", route);
    }
    long patience = isUpload(context) ? Math.max(limit, MAX_UPLOAD_ARRIVAL) : limit;
    long timer = vertx.setTimer(patience, _ -> context.request().connection().close());
    context.put("arrival", timer);
    context.addEndHandler(_ -> vertx.cancelTimer(timer));
    context.next();
  }

  private static boolean isUpload(RoutingContext context) {
    @Nullable Route route = context.get("route");
    return route != null && route.isUpload() && route.method().equals(context.request().method());
  }

  private void receive(RoutingContext context, BodyHandler body) {
    if (!isUpload(context)) {
      body.handle(context);
      return;
    }
    Route route = Objects.requireNonNull(context.get("route"));
    context.request().pause();
    Context loop = vertx.getOrCreateContext();
    onThread(
        context,
        () -> {
          uploads.admit(context, route.mostBytes());
          loop.runOnContext(_ -> UploadDoor.read(context, route.mostBytes()));
        });
  }

  /** Who sends a large body, before it is read. */
  private Principal uploader(RoutingContext context) {
    Route route = Objects.requireNonNull(context.get("route"));
    String id = requestId(context);
    Authentication.Authenticated known =
        admission.admitted(admission.sender(context.request()).get(), route, id);
    AuditTrail trail = admission.trail(known, id);
    return noting(
        route,
        trail,
        () -> {
          route.caller().admit(known.principal());
          return known.principal();
        });
  }

  /** The request is here, so only its answer can take long from now on. */
  private void arrived(RoutingContext context) {
    if (context.get("arrival") instanceof Long timer) {
      vertx.cancelTimer(timer);
    }
    context.next();
  }

  /** Answers what is not HTTP enough to reach the router. */
  void refuse(HttpServerRequest request) {
    Problem problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ -> Problem.ofStatus(414);
          case TooLongHttpHeaderException _ -> Problem.ofStatus(431);
          case null, default -> Problem.ofStatus(400);
        };
    String id = ids.get().toString();
    var _ =
        request
            .response()
            .setStatusCode(problem.status())
            .putHeader("Content-Type", ErrorForm.PROBLEM.contentType())
            .putHeader("Cache-Control", "private, no-store")
            .putHeader("Vary", "Authorization, Origin")
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("X-Request-Id", id)
            .putHeader("Connection", "close")
            .end(Buffer.buffer(problem.json(id)))
            .eventually(() -> request.connection().close());
  }

  private void onThread(RoutingContext context, Runnable work) {
    threads.execute(
        () -> {
          try {
            problemOf(context, work).ifPresent(problem -> send(context, problem));
          } catch (RuntimeException e) {
            LOG.error("request {} could not be answered", requestId(context), LoggedFailure.of(e));
            context.response().reset();
          }
        });
  }

  private Optional<Problem> problemOf(RoutingContext context, Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Problem.ProblemException e) {
      return Optional.of(e.problem());
    } catch (DatabaseException e) {
      LOG.warn("request {} failed: {}", requestId(context), e.code());
      return Optional.of(Problem.ofFailure(e));
    } catch (RedactionException e) {
      LOG.warn("request {} failed: {}", requestId(context), e.code());
      return Optional.of(Problem.ofFailure(e));
    } catch (AuditUnavailableException e) {
      LOG.error("request {} failed: {}", requestId(context), AuditUnavailableException.CODE);
      return Optional.of(Problem.ofFailure(e));
    } catch (RuntimeException | Error e) {
      LOG.error("request {} failed", requestId(context), LoggedFailure.of(e));
      return Optional.of(Problem.internal());
    }
  }

  private void serve(Route route, RoutingContext context) {
    long start = System.nanoTime();
    try {
      Supplier<Authentication> sender = admission.sender(context.request());
      Authentication.@Nullable Authenticated known =
          route.caller() == Route.Caller.ANYONE
              ? null
              : admission.admitted(sender.get(), route, requestId(context));
      Exchange exchange =
          new Exchange(
              context,
              requestId(context),
              () -> {
                headers(context, "");
                crossOrigin.allow(context);
              },
              sender,
              known,
              known == null ? null : admission.trail(known, requestId(context)));
      Reply reply = handle(route, exchange);
      // Whoever reads the answer may send the next file at once.
      UploadDoor.done(context);
      if (reply instanceof Reply.Whole whole) {
        send(context, whole);
      }
    } finally {
      UploadDoor.done(context);
      meters
          .timer("ringfence.http", "route", route.path(), "method", route.method().name())
          .record(java.time.Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * What somebody known is refused is noted, and what they are shown is noted before they see it.
   */
  private static Reply handle(Route route, Exchange exchange) {
    if (route.caller() == Route.Caller.ANYONE) {
      return route.handler().handle(exchange);
    }
    return noting(
        route,
        exchange.trail(),
        () -> {
          route.caller().admit(exchange.principal());
          Reply reply = route.handler().handle(exchange);
          exchange.trail().settle();
          return reply;
        });
  }

  private static <T> T noting(Route route, AuditTrail trail, Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem.ProblemException e) {
      if (e.problem().status() == 403 || e.problem().status() == 404) {
        trail.note(route.name(), Decision.REFUSED, e.problem().code());
        trail.settle();
      }
      throw e;
    }
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
    var _ =
        response
            .setStatusCode(whole.status())
            .end(Buffer.buffer(whole.body()))
            .onComplete(_ -> UploadDoor.leave(context));
  }

  private static int statusOf(RoutingContext failed) {
    if (failed.failure() instanceof HttpException e) {
      return e.getStatusCode();
    }
    return failed.statusCode() < 400 ? 500 : failed.statusCode();
  }

  private void fail(RoutingContext context, int status) {
    if (status == 500 && !(context.failure() instanceof HttpClosedException)) {
      LOG.error(
          "request {} failed in the router",
          requestId(context),
          context.failure() == null ? null : LoggedFailure.of(context.failure()));
    }
    @Nullable Route route = context.get("route");
    send(
        context,
        status == 413 && route != null
            ? UploadDoor.tooLarge(route.mostBytes())
            : Problem.ofStatus(status));
  }

  private void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      // The stream has begun: its reader was told, or sees it cut off.
      if (!response.ended()) {
        response.reset();
      }
      return;
    }
    @Nullable Route route = context.get("route");
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", route == null ? "Bearer" : route.challenge().get());
    }
    if (problem.status() == 503 || problem.status() == 429) {
      response.putHeader("Retry-After", "2");
    }
    ErrorForm form = route == null ? ErrorForm.PROBLEM : route.errors();
    int status = form.status(problem);
    meters.counter("ringfence.problems", "code", problem.code(), "status", "" + status).increment();
    send(
        context,
        new Reply.Whole(
            status, form.contentType(), form.body(problem, requestId(context)), "", Map.of()));
  }

  private String requestId(RoutingContext context) {
    @Nullable String id = context.get("requestId");
    if (id == null) {
      // What the router refuses before its first handler.
      id = ids.get().toString();
      context.put("requestId", id);
    }
    return id;
  }
}
