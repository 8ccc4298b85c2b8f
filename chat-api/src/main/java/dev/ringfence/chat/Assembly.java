package dev.ringfence.chat;

import dev.ringfence.audit.AuditTrail;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedding.EmbeddingModels;
import dev.ringfence.guard.WireGuard;
import dev.ringfence.identity.Authenticator;
import dev.ringfence.identity.UserTokenVerifier;
import dev.ringfence.identity.VisitorTokens;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.DocumentShelf;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.KnowledgeShelf;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.tools.RefusedTools;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.tools.ToolWriter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The wiring of a service: what each part is given. */
final class Assembly {
  private final ServiceSettings settings;
  private final Running running;
  private final OpenAnswers openAnswers;
  private final Directories directories;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final VisitorTokens visitorTokens;

  /**
   * What runs for as long as the service does.
   *
   * @param bundled the model that picks tools, which nobody else is asked for
   * @param embedders the models that passages are found by
   * @param documents where strangers' files are brought in
   * @param prepared whether it may say that it is ready
   * @param port where it listens, once it does
   */
  record Running(
      Vertx vertx,
      ExecutorService threads,
      ScheduledExecutorService timer,
      BundledEmbedder bundled,
      EmbeddingModels embedders,
      TenantDatabase database,
      DocumentStore documents,
      AuditTrail.Audit audit,
      PrometheusMeterRegistry metrics,
      BooleanSupplier prepared,
      IntSupplier port) {}

  Assembly(
      ServiceSettings settings,
      Running running,
      OpenAnswers openAnswers,
      Directories directories,
      Clock clock,
      Supplier<UUID> ids) {
    this.settings = settings;
    this.running = running;
    this.openAnswers = openAnswers;
    this.directories = directories;
    this.clock = clock;
    this.ids = ids;
    this.visitorTokens = new VisitorTokens(settings.visitorKey(), settings.environment(), clock);
  }

  /**
   * Every way into the service, with some tools behind them.
   *
   * @throws RefusedTools where one may not load
   */
  List<Route> routes(ToolFile tools) {
    Redactor redactor = Redactor.of(settings.redaction());
    ToolCatalog catalog = new ToolCheck(running.database(), redactor).load(tools);
    ToolRunner runner =
        new ToolRunner(
            catalog,
            running.database(),
            new PassageSearch(running.database(), running.embedders()),
            redactor,
            settings.vaultKeys().cursors());
    AssistantModel extractive =
        new ExtractiveAssistant(catalog.reading(), running.bundled(), clock);
    Optional<AssistantModel> configured =
        settings.model().map(chosen -> new OpenAiModel(chosen, new WireGuard()));
    AssistantModel model = configured.orElse(extractive);
    ModelChoice models =
        new ModelChoice(
            model, settings.fallback() ? configured.map(_ -> extractive) : Optional.empty());
    ConversationStore conversations = new ConversationStore(running.database(), clock);
    LinkPolicy onHosts = LinkPolicy.of(Set.of(), settings.linkHosts());
    Recollection recollection =
        new Recollection(
            running.database(),
            settings.vaultKeys(),
            conversations,
            onHosts,
            settings.limits().history());
    ApprovalStore approvals = new ApprovalStore(settings.vaultKeys());
    ToolWriter writer = new ToolWriter(catalog, redactor);
    Consent consent = new Consent(running.database(), approvals, writer, clock, ids);
    Told told =
        new Told(
            new Told.Parts(
                running.database(),
                settings.vaultKeys(),
                approvals,
                consent,
                conversations,
                writer),
            clock,
            ids);
    AskedStore asked = new AskedStore(running.database());
    ChatService.Parts parts =
        new ChatService.Parts(
            running.database(),
            settings.vaultKeys(),
            redactor,
            catalog,
            runner,
            consent,
            told,
            models,
            settings.limits(),
            onHosts,
            new GuardAlarm(running.metrics()),
            new KnowledgeNotes(running.database(), catalog, asked, clock, ids));
    ChatService chat = new ChatService(parts, conversations, recollection, clock, ids);
    Attendance attendance = new Attendance(openAnswers, clock, settings.limits().time());
    Answering answering = new Answering(chat, attendance, running.timer());
    List<Route> routes =
        new ArrayList<>(
            new OpenRoutes(
                    () -> running.prepared().getAsBoolean() && running.database().answers(),
                    running.metrics())
                .routes());
    routes.addAll(
        new ChatRoutes(
                answering, recollection, conversations, directories.sites(), visitorTokens, ids)
            .routes());
    routes.addAll(new ApprovalRoutes(consent, told).routes());
    DocumentShelf shelf = new DocumentShelf(running.database());
    Intake intake = new Intake(running.timer());
    // Before the documents: 'unanswered' is no document's id.
    routes.addAll(new UnansweredRoutes(asked, clock).routes());
    routes.addAll(
        new DocumentRoutes(
                running.documents(), shelf, new KnowledgeShelf(running.database()), intake, clock)
            .routes());
    routes.addAll(new FileRoutes(running.documents(), shelf, intake).routes());
    routes.addAll(new CompletionRoutes(answering, clock, ids).routes());
    DirectCalls calls = new DirectCalls(parts, conversations, attendance);
    ResourceMetadata metadata =
        new ResourceMetadata(
            () -> settings.listening().reachedAt(running.port().getAsInt()), settings.issuers());
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
        running.vertx(),
        new Admission(authenticator, running.audit()::trail),
        new CrossOrigin(directories::isSiteOrigin),
        running.threads(),
        running.metrics(),
        ids);
  }
}
