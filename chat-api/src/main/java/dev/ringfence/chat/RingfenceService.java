package dev.ringfence.chat;

import dev.ringfence.audit.AuditKey;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.AuditWriter;
import dev.ringfence.audit.HeadsFile;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.DirectoryWatch;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.guard.WireGuard;
import dev.ringfence.identity.Authenticator;
import dev.ringfence.identity.UserTokenVerifier;
import dev.ringfence.identity.VisitorTokens;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.tools.ToolWriter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
  private final BundledEmbedder embedder = new BundledEmbedder();
  private final TenantDatabase database;
  private final DocumentStore documents;
  private final AuditWriter auditWriter;
  private final AuditTrail.Audit audit;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile @Nullable DirectoryWatch watch;
  private final HttpServer server;
  private final List<Route> routes;
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
    this.documents = new DocumentStore(database, embedder, clock, audit);
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
      Assembly assembly = new Assembly(settings, openAnswers, directories, clock, ids);
      this.routes = assembly.routes();
      this.server = listen(settings, assembly.serving(), routes);
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

  /** Every way into the service. */
  List<Route> routes() {
    return routes;
  }

  /** Where documents are brought in. */
  public DocumentStore documents() {
    return documents;
  }

  /** The database it works on. */
  public TenantDatabase database() {
    return database;
  }

  private HttpServer listen(ServiceSettings settings, HttpServing serving, List<Route> routes) {
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
          .requestHandler(serving.router(routes))
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

  /** The wiring: what each part is given. */
  private final class Assembly {
    private final ServiceSettings settings;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final VisitorTokens visitorTokens;
    private final OpenAnswers openAnswers;
    private final Directories directories;

    Assembly(
        ServiceSettings settings,
        OpenAnswers openAnswers,
        Directories directories,
        Clock clock,
        Supplier<UUID> ids) {
      this.settings = settings;
      this.clock = clock;
      this.ids = ids;
      this.openAnswers = openAnswers;
      this.directories = directories;
      this.visitorTokens = new VisitorTokens(settings.visitorKey(), settings.environment(), clock);
    }

    List<Route> routes() {
      Redactor redactor = Redactor.of(settings.redaction());
      ToolCatalog catalog = new ToolCheck(database, redactor).load(settings.tools());
      ToolRunner runner =
          new ToolRunner(catalog, database, new PassageSearch(database, embedder), redactor);
      AssistantModel extractive = new ExtractiveAssistant(catalog.reading(), embedder, clock);
      Optional<AssistantModel> configured =
          settings.model().map(chosen -> new OpenAiModel(chosen, new WireGuard()));
      AssistantModel model = configured.orElse(extractive);
      ModelChoice models =
          new ModelChoice(
              model, settings.fallback() ? configured.map(_ -> extractive) : Optional.empty());
      ConversationStore conversations = new ConversationStore(database, clock);
      LinkPolicy onHosts = LinkPolicy.of(Set.of(), settings.linkHosts());
      Recollection recollection =
          new Recollection(
              database, settings.vaultKeys(), conversations, onHosts, settings.limits().history());
      ApprovalStore approvals = new ApprovalStore(settings.vaultKeys());
      ToolWriter writer = new ToolWriter(catalog, redactor);
      Consent consent = new Consent(database, approvals, writer, clock, ids);
      Told told =
          new Told(
              new Told.Parts(
                  database, settings.vaultKeys(), approvals, consent, conversations, writer),
              clock,
              ids);
      ChatService.Parts parts =
          new ChatService.Parts(
              database,
              settings.vaultKeys(),
              redactor,
              catalog,
              runner,
              consent,
              told,
              models,
              settings.limits(),
              onHosts,
              new GuardAlarm(metrics));
      ChatService chat = new ChatService(parts, conversations, recollection, clock, ids);
      Attendance attendance = new Attendance(openAnswers, clock, settings.limits().time());
      Answering answering = new Answering(chat, attendance, timer);
      List<Route> routes =
          new ArrayList<>(new OpenRoutes(() -> prepared && database.answers(), metrics).routes());
      routes.addAll(
          new ChatRoutes(
                  answering, recollection, conversations, directories.sites(), visitorTokens, ids)
              .routes());
      routes.addAll(new ApprovalRoutes(consent, told).routes());
      routes.addAll(new CompletionRoutes(answering, clock, ids).routes());
      DirectCalls calls = new DirectCalls(parts, conversations, attendance);
      ResourceMetadata metadata =
          new ResourceMetadata(() -> settings.listening().reachedAt(port()), settings.issuers());
      routes.addAll(metadata.routes());
      routes.addAll(
          new McpRoutes(
                  new McpMethods(catalog, calls, parts.guardAlarm()),
                  metadata,
                  directories::isSiteOrigin)
              .routes());
      settings.demo().ifPresent(demo -> routes.addAll(new DemoRoutes(demo, model).routes()));
      return List.copyOf(routes);
    }

    HttpServing serving() {
      Authenticator authenticator =
          new Authenticator(
              UserTokenVerifier.of(settings.issuers(), clock),
              visitorTokens,
              directories.members(),
              directories.sites());
      return new HttpServing(
          vertx,
          new Admission(authenticator, audit::trail),
          new CrossOrigin(directories::isSiteOrigin),
          threads,
          metrics,
          ids);
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
    embedder.close();
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
