package dev.ringfence.cli;

import dev.ringfence.audit.AuditKey;
import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.AuditWriter;
import dev.ringfence.audit.HeadsFile;
import dev.ringfence.crawling.CrawlLimits;
import dev.ringfence.crawling.Site;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedding.EmbeddingModels;
import dev.ringfence.ingestion.IngestOptions;
import dev.ringfence.ingestion.IngestReport;
import dev.ringfence.ingestion.IngestTarget;
import dev.ringfence.ingestion.Ingestion;
import dev.ringfence.parsing.ParserProcesses;
import dev.ringfence.parsing.ReaderUnavailableException;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.DocumentStore;
import dev.ringfence.retrieval.Visibility;
import dev.ringfence.tenancy.TenancyException;
import dev.ringfence.tenancy.Tenants;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringfence ingest}. */
@Command(
    name = "ingest",
    exitCodeOnInvalidInput = IngestCommand.WRONG_ARGUMENTS,
    description = {
      "Brings files, folders and sites into the knowledge base of a tenant: Markdown, HTML, PDF,"
          + " DOCX, PPTX, XLSX, CSV, TXT and EML.",
      "A second run changes nothing; what changed is replaced as a whole, and what a folder or a"
          + " site no longer has is removed. What cannot be read is reported, and the rest goes"
          + " on. Exit code 0: all of it is in; 1: something was skipped; 2: it could not be done,"
          + " or was stopped; 3: wrong arguments."
    })
final class IngestCommand implements Callable<Integer> {
  static final int WRONG_ARGUMENTS = 3;
  private static final int SKIPPED = 1;
  private static final int COULD_NOT = 2;
  private static final Duration WATCH_PACE = Duration.ofSeconds(1);
  private static final Pattern URL_BASE = Pattern.compile("(https?://[^/\\s]+|/(?!/))[^\\s\\\\]*");

  /** How the summary is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "files, folders, or the address at which a site is entered")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "T",
      description = "whose knowledge base, such as acme")
  private String tenant = "";

  @Option(
      names = "--visibility",
      paramLabel = "public|tenant|customer",
      description =
          "who may read them: everybody, the tenant's customers, or one customer (default: tenant;"
              + " with --owner customer)")
  private @Nullable Visibility visibility;

  @Option(
      names = "--owner",
      paramLabel = "U",
      description = "the one customer who may read them, beside the staff")
  private @Nullable String owner;

  @Option(
      names = "--url-base",
      paramLabel = "URL",
      description = "the address or path under which the folder's files are shown, for links")
  private @Nullable String urlBase;

  @Option(
      names = "--remove-vanished",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "remove documents of these folders and sites that are not there any more (default: yes)")
  private boolean removeVanished = true;

  @Option(names = "--dry-run", description = "say what would change, and change nothing")
  private boolean dryRun;

  @Option(
      names = "--watch",
      description = "go on looking after the folders, until the command is stopped")
  private boolean watch;

  @Option(
      names = "--max-pages",
      paramLabel = "N",
      description = "of a site at most so many pages (default: ${DEFAULT-VALUE})")
  private int maxPages = CrawlLimits.STANDARD.pages();

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "of a site only what is so many links away (default: ${DEFAULT-VALUE})")
  private int maxDepth = CrawlLimits.STANDARD.depth();

  @Option(names = "--format", description = "of the summary: text or json (default: text)")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    List<Path> files = new ArrayList<>();
    List<Site> sites = new ArrayList<>();
    for (String path : paths) {
      sort(path, files, sites);
    }
    Visibility readers = readers();
    if (urlBase != null && !URL_BASE.matcher(urlBase).matches()) {
      throw wrong("--url-base is an http address or a path that begins with /");
    }
    if (maxPages < 1 || maxPages > 100_000 || maxDepth < 0) {
      throw wrong("--max-pages is 1 to 100000, and --max-depth 0 or more");
    }
    if (watch && (dryRun || files.isEmpty() || !files.stream().allMatch(Files::isDirectory))) {
      throw wrong("--watch is for folders, and not with --dry-run");
    }
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    Running running = new Running();
    Vertx vertx = Vertx.vertx();
    try {
      Tenants.Named named =
          new Tenants(AdminDatabase.of(configuration, folder)).find(tenant, owner);
      if (!dryRun) {
        new OperatorAudit(configuration, folder).note(named.tenant(), "ingest", tenant);
      }
      return ingest(vertx, configuration, running, named, readers, files, sites);
    } catch (TenancyException | ReaderUnavailableException e) {
      throw new CommandException(COULD_NOT, Failures.describe(e));
    } catch (DatabaseException e) {
      throw new CommandException(
          COULD_NOT,
          running.stopping()
              ? "stopped; a second run goes on"
              : Failures.describe(e) + "; is it migrated? A second run goes on");
    } catch (IOException e) {
      throw new CommandException(COULD_NOT, "it cannot be read: " + e.getMessage());
    } finally {
      vertx.close();
    }
  }

  private int ingest(
      Vertx vertx,
      Configuration configuration,
      Running running,
      Tenants.Named named,
      Visibility readers,
      List<Path> files,
      List<Site> sites)
      throws IOException {
    DataFolder folder = common.folder();
    Clock clock = Clock.systemUTC();
    AuditKey key = InstanceKeys.audit(configuration, folder).key();
    try (EmbeddingModels embedders =
            CommonSettings.embedders(
                configuration, new BundledEmbedder(Runtime.getRuntime().availableProcessors()));
        ParserProcesses parsers = new ParserProcesses();
        TenantDatabase database =
            new TenantDatabase(vertx, CommonSettings.service(configuration, folder), clock);
        AuditWriter writer =
            new AuditWriter(database, key, new HeadsFile(folder.path("ingest-audit-heads")));
        IngestProgressLine progress = new IngestProgressLine()) {
      DocumentStore store =
          new DocumentStore(
                  database,
                  embedders,
                  clock,
                  new AuditTrail.Audit(writer, key, clock, _ -> {}),
                  parsers)
              .forOperator();
      Principal.Staff by = new Principal.Staff(named.tenant(), named.tenant());
      Ingestion ingestion =
          new Ingestion(
              store,
              parsers,
              new IngestTarget(by, readers, named.customer()),
              options(folder),
              progress);
      IngestReport report = ingestion.run(files, sites);
      progress.close();
      print(report);
      if (watch && !report.isStopped()) {
        ingestion.watch(
            files,
            WATCH_PACE,
            change -> {
              progress.close();
              if (change.isWorthTelling()) {
                print(change);
              }
            });
      }
      var _ = Thread.interrupted();
      if (watch && running.stopping()) {
        return 0;
      }
      return report.isStopped() ? COULD_NOT : report.skipped().isEmpty() ? 0 : SKIPPED;
    }
  }

  private IngestOptions options(DataFolder folder) {
    return new IngestOptions(
        urlBase,
        removeVanished,
        dryRun,
        Runtime.getRuntime().availableProcessors() + 1,
        CrawlLimits.STANDARD.withPages(maxPages).withDepth(maxDepth),
        folder.path("sites"));
  }

  private void sort(String path, List<Path> files, List<Site> sites) {
    try {
      if (path.startsWith("http://") || path.startsWith("https://")) {
        sites.add(Site.of(path));
      } else {
        files.add(Path.of(path).toRealPath());
      }
    } catch (IllegalArgumentException e) {
      throw wrong(path + ": " + e.getMessage());
    } catch (IOException _) {
      throw wrong("there is no file or folder " + path);
    }
  }

  private Visibility readers() {
    if (visibility == null) {
      return owner == null ? Visibility.TENANT : Visibility.CUSTOMER;
    }
    if ((visibility == Visibility.CUSTOMER) != (owner != null)) {
      throw wrong("--owner is for --visibility customer, and needed there");
    }
    return visibility;
  }

  private void print(IngestReport report) {
    IngestSummary summary = new IngestSummary(report, dryRun);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(format == Format.JSON ? summary.json() : summary.text());
    out.flush();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), words);
  }
}
