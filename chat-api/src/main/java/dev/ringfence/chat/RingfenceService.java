package dev.ringfence.chat;

import dev.ringfence.audit.AuditKey;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.AuditWriter;
import dev.ringfence.audit.HeadsFile;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.DirectoryWatch;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedding.EmbeddingModels;
import dev.ringfence.parsing.ParserProcesses;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.Embedders;
import dev.ringfence.tools.RefusedTools;
import dev.ringfence.tools.ToolFile;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The running service, put together by hand from its settings. */
public final class RingfenceService implements AutoCloseable {
  static final String VERSION = "0.1.0";

  private static final int MAX_HEADER = 16 * 1024;
  private static final int IDLE_SECONDS = 75;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("heartbeat").daemon().factory());
  private final BundledEmbedder bundled = new BundledEmbedder();
  private final EmbeddingModels embedders;
  private final TenantDatabase database;
  private final ParserProcesses readers = new ParserProcesses();
  private final DocumentStore documents;
  private final AuditWriter auditWriter;
  private final AuditTrail.Audit audit;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile @Nullable DirectoryWatch watch;
  private final Assembly assembly;
  private final HttpServing serving;
  private final HttpServer server;
  private volatile List<Route> routes;
  private volatile Handler<HttpServerRequest> router;
  private volatile boolean prepared;

  private RingfenceService(ServiceSettings settings, Clock clock, Supplier<UUID> ids) {
    this.database = new TenantDatabase(vertx, settings.database(), clock);
    AuditKey auditKey = settings.audit().key();
    this.auditWriter = new AuditWriter(database, auditKey, new HeadsFile(settings.audit().heads()));
    this.audit =
        new AuditTrail.Audit(
            auditWriter,
            auditKey,
            clock,
            metrics.counter("ringfence.foreign.rows.dropped")::increment);
    this.embedders =
        new EmbeddingModels(
            bundled,
            settings.embeddings(),
            Redactor.of(settings.redaction()),
            new GuardAlarm(metrics)::count,
            clock);
    this.documents = new DocumentStore(database, embedders, clock, audit);
    try {
      SafeStart.require(database);
      OpenAnswers openAnswers = new OpenAnswers(timer, () -> directoryEpoch().isPresent());
      Directories directories = new Directories(database, this::directoryEpoch);
      this.watch =
          database.watchDirectory(
              () -> {
                directories.changed();
                openAnswers.recheck();
              });
      Assembly.Running running =
          new Assembly.Running(
              vertx,
              threads,
              timer,
              bundled,
              embedders,
              database,
              new DocumentStore(database, embedders, clock, audit, readers),
              audit,
              metrics,
              () -> prepared,
              this::port);
      this.assembly = new Assembly(settings, running, openAnswers, directories, clock, ids);
      this.serving = assembly.serving();
      this.routes = assembly.routes(settings.tools());
      this.router = serving.router(routes);
      this.server = listen(settings);
    } catch (RuntimeException e) {
      close(Optional.empty());
      throw e;
    }
  }

  /**
   * Starts a service; it listens and is ready when this returns.
   *
   * @param clock the time everywhere in the service
   * @param ids makes every random id of the service
   * @param first what has to be done before it says that it is ready, such as bringing documents in
   * @throws StartException in a sentence that says what to do, when it cannot or must not start
   */
  public static RingfenceService start(
      ServiceSettings settings, Clock clock, Supplier<UUID> ids, Consumer<RingfenceService> first) {
    RingfenceService service = new RingfenceService(settings, clock, ids);
    try {
      first.accept(service);
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
    service.prepared = true;
    return service;
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Offers other tools from the next request on. An answer that has begun goes on with those that
   * it began with.
   *
   * @throws RefusedTools where one may not load; then nothing changes
   * @throws DatabaseException where the database could not be asked; then nothing changes
   */
  public synchronized void reload(ToolFile tools) {
    List<Route> next = assembly.routes(tools);
    router = serving.router(next);
    routes = next;
  }

  /** Every way into the service. */
  List<Route> routes() {
    return routes;
  }

  /** Where documents of our own are brought in: they are read inside this process. */
  public DocumentStore documents() {
    return documents;
  }

  /** The models that passages are found by. */
  public Embedders embedders() {
    return embedders;
  }

  /** The database it works on. */
  public TenantDatabase database() {
    return database;
  }

  private HttpServer listen(ServiceSettings settings) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.listening().host())
            .setPort(settings.listening().port())
            .setMaxHeaderSize(MAX_HEADER)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setCompressionSupported(false)
            // What upgrades to HTTP/2 behind a proxy's back is no longer seen by its rules.
            .setHttp2ClearTextEnabled(false);
    try {
      return vertx
          .createHttpServer(options)
          .requestHandler(request -> router.handle(request))
          .invalidRequestHandler(serving::refuse)
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new StartException(
          e.getCause() instanceof BindException
              ? "port " + settings.listening().port() + " is taken; choose another with --port"
              : "the service cannot listen: " + e.getCause());
    } catch (TimeoutException e) {
      throw new StartException("the service could not listen within 20 s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while starting");
    }
  }

  private OptionalLong directoryEpoch() {
    DirectoryWatch watching = watch;
    return watching == null ? OptionalLong.empty() : watching.epoch();
  }

  /** Stops listening, lets nothing new in, and gives the database's connections back. */
  @Override
  public void close() {
    close(Optional.of(server));
  }

  private void close(Optional<HttpServer> listening) {
    listening.ifPresent(HttpServer::close);
    DirectoryWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    threads.shutdownNow();
    timer.shutdownNow();
    auditWriter.close();
    try {
      database.close();
    } catch (DatabaseException e) {
      // The database is gone already; there is nothing to give back.
    }
    embedders.close();
    readers.close();
    var _ = vertx.close();
  }

  /** The service cannot or must not start; the message is for whoever started it. */
  public static final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
      super(message);
    }
  }
}
