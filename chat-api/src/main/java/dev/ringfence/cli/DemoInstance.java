package dev.ringfence.cli;

import dev.ringfence.chat.DemoSite;
import dev.ringfence.chat.RingfenceService;
import dev.ringfence.chat.ServiceSettings;
import dev.ringfence.database.DatabaseMigrator;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.Member;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.Principal;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.embedded.PostgresInstaller;
import dev.ringfence.embedded.Progress;
import dev.ringfence.identity.DemoIssuer;
import dev.ringfence.retrieval.Embedders;
import dev.ringfence.retrieval.MissingWords;
import dev.ringfence.tools.ToolFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The service with its demo companies: what {@code up} runs, on a private PostgreSQL or on a
 * database that is set.
 */
public final class DemoInstance implements AutoCloseable {
  private static final String DATABASE = "ringfence";
  private static final List<String> SITES = List.of("pk_demo_acme", "pk_demo_globex");

  private final Optional<EmbeddedPostgres> postgres;
  private final PostgresUri admin;
  private final RingfenceService service;
  private final ToolsWatch tools;

  private DemoInstance(
      Optional<EmbeddedPostgres> postgres,
      PostgresUri admin,
      RingfenceService service,
      ToolsWatch tools) {
    this.postgres = postgres;
    this.admin = admin;
    this.service = service;
    this.tools = tools;
  }

  /**
   * Starts everything; it is ready when this returns.
   *
   * @param port 0 for any that is free
   */
  static DemoInstance start(
      DataFolder folder,
      Configuration configuration,
      int port,
      Clock clock,
      Supplier<UUID> ids,
      Progress progress) {
    Optional<PostgresUri> own = configuration.uri(Setting.ADMIN_DATABASE_URL);
    if (configuration.uri(Setting.DATABASE_URL).isPresent() && own.isEmpty()) {
      throw Configuration.wrong(
          "up with DATABASE_URL also needs RINGFENCE_ADMIN_DATABASE_URL, to migrate and to load"
              + " the demo companies");
    }
    Optional<EmbeddedPostgres> postgres =
        own.isPresent() ? Optional.empty() : Optional.of(startPostgres(folder, progress));
    try {
      PostgresUri admin =
          own.orElseGet(() -> postgres.orElseThrow().admin().withDatabase(DATABASE));
      DatabaseSettings database = prepare(folder, configuration, admin, clock, progress);
      progress.step("starting the service");
      DemoIssuer issuer = DemoIssuer.in(folder.path(), clock);
      RingfenceService service =
          RingfenceService.start(
              settings(folder, configuration, database, issuer, port),
              clock,
              ids,
              listening -> {
                allowOrigins(admin, listening.port());
                ingest(listening, progress);
              });
      return new DemoInstance(
          postgres, admin, service, ToolsWatch.over(configuration, service::reload));
    } catch (RuntimeException e) {
      postgres.ifPresent(EmbeddedPostgres::close);
      throw e;
    }
  }

  private static EmbeddedPostgres startPostgres(DataFolder folder, Progress progress) {
    var installation = new PostgresInstaller(PostgresInstaller.defaultCache(), progress).install();
    progress.step("starting PostgreSQL");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            installation, folder.path("postgres"), Map.of("shared_buffers", "64MB"));
    try (Connection connection = postgres.admin().connect();
        Statement statement = connection.createStatement()) {
      boolean missing;
      try (var rows =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        missing = !rows.next();
      }
      if (missing) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
      return postgres;
    } catch (SQLException e) {
      postgres.close();
      throw new CommandException(1, "the database could not be made: " + e.getMessage());
    }
  }

  private static DatabaseSettings prepare(
      DataFolder folder,
      Configuration configuration,
      PostgresUri admin,
      Clock clock,
      Progress progress) {
    progress.step("migrating the database");
    PostgresUri app =
        configuration
            .uri(Setting.DATABASE_URL)
            .orElseGet(() -> admin.withLogin("ringfence_app", folder.password("app")));
    DatabaseSettings settings = CommonSettings.database(configuration, folder, app);
    DatabaseMigrator migrator = new DatabaseMigrator(admin);
    migrator.migrate(app.password(), settings.visitors().password(), settings.sealKey());
    new MissingWords(admin).fill();
    progress.step("loading the demo companies");
    migrator.apply(
        "db/demo",
        "ringfence",
        "demo_history",
        Map.of("demo_today", LocalDate.now(clock).toString(), "demo_issuer", DemoIssuer.ISSUER));
    return settings;
  }

  private static ServiceSettings settings(
      DataFolder folder,
      Configuration configuration,
      DatabaseSettings database,
      DemoIssuer issuer,
      int port) {
    return new ServiceSettings(
        CommonSettings.listening(configuration, port),
        database,
        configuration.model(),
        configuration.embeddings(),
        configuration.fallback(),
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(issuer.settings()), configuration.issuers().stream())
            .toList(),
        InstanceKeys.visitor(configuration, folder),
        configuration.get(Setting.ENVIRONMENT),
        InstanceKeys.vault(configuration, folder),
        InstanceKeys.audit(configuration, folder),
        ServeCommand.tools(configuration).orElseGet(DemoInstance::demoTools),
        CommonSettings.limits(configuration),
        Set.copyOf(configuration.list(Setting.LINK_HOSTS)),
        CommonSettings.redaction(configuration),
        Optional.of(new DemoSite(issuer, DemoPeople.identities(), DemoPages.all())));
  }

  static ToolFile demoTools() {
    try (InputStream file = DemoInstance.class.getResourceAsStream("/demo/tools.yaml")) {
      return ToolFile.parse("demo/tools.yaml", Objects.requireNonNull(file).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page's own origins; the port may be another one at every start. */
  private static void allowOrigins(PostgresUri admin, int port) {
    try (Connection connection = admin.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement clear =
              connection.prepareStatement(
                  "DELETE FROM ringfence.site_origin WHERE site_key = ANY (?)"
                      + " AND origin ~ '^http://(127.0.0.1|localhost):'");
          PreparedStatement add =
              connection.prepareStatement(
                  "INSERT INTO ringfence.site_origin (tenant_id, site_key, origin)"
                      + " SELECT tenant_id, site_key, ? || ? FROM ringfence.site"
                      + " WHERE site_key = ANY (?)")) {
        var keys = connection.createArrayOf("text", SITES.toArray());
        clear.setArray(1, keys);
        clear.executeUpdate();
        for (String host : List.of("http://127.0.0.1:", "http://localhost:")) {
          add.setString(1, host);
          add.setString(2, Integer.toString(port));
          add.setArray(3, keys);
          add.executeUpdate();
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new CommandException(1, "the demo sites could not be set up: " + e.getMessage());
    }
  }

  private static void ingest(RingfenceService service, Progress progress) {
    List<DemoDocument> documents = DemoDocument.all();
    progress.step("reading " + documents.size() + " documents");
    for (DemoDocument document : documents) {
      Principal.Staff staff =
          new Principal.Staff(
              member(service, document.tenant(), DemoPeople.staffOf(document.tenant())).tenantId(),
              member(service, document.tenant(), DemoPeople.staffOf(document.tenant())).memberId());
      UUID owner =
          document.owner() == null
              ? null
              : member(service, document.tenant(), document.owner()).memberId();
      DemoPages.ingest(service.documents(), staff, document, owner);
    }
  }

  private static Member member(RingfenceService service, String tenant, String user) {
    return service
        .database()
        .findMember(DemoIssuer.ISSUER, tenant, user)
        .orElseThrow(() -> new CommandException(1, "the demo person " + user + " is missing"));
  }

  /** Where it listens. */
  int port() {
    return service.port();
  }

  /** The models that passages are found by. */
  Embedders embedders() {
    return service.embedders();
  }

  /** An administrator's URI of the database. */
  PostgresUri admin() {
    return admin;
  }

  @Override
  public void close() {
    tools.close();
    try {
      service.close();
    } finally {
      // Whatever the service had to say at its end, its database does not outlive it.
      postgres.ifPresent(EmbeddedPostgres::close);
    }
  }
}
