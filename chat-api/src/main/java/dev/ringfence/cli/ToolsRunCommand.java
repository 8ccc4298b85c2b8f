package dev.ringfence.cli;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedding.EmbeddingModels;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.tools.RefusedTools;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFileError;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.tools.ToolTrial;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Vault;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringfence tools run}. */
@Command(
    name = "run",
    description = {
      "Runs one tool as somebody of a tenant and shows what it is made of: the SQL, its plan, the"
          + " rows as they are, and what a model would see of them.",
      "Only that person's rows are read, and the audit says that you did. Exit code 0: rows, or"
          + " none; 1: the call was refused or failed; 2: it could not be tried."
    })
final class ToolsRunCommand implements Callable<Integer> {
  /** How it is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "the tool")
  private String name = "";

  @Option(
      names = "--as",
      required = true,
      paramLabel = "TENANT/USER",
      description = "whose rows, such as acme/ana; the user as their identity provider calls them")
  private String as = "";

  @Option(
      names = "--arg",
      paramLabel = "KEY=VALUE",
      description = "an argument; lists and truth values as JSON")
  private Map<String, String> arguments = new LinkedHashMap<>();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "the file of tools (default: RINGFENCE_TOOLS, else the demo's)")
  private @Nullable Path file;

  @Option(names = "--format", description = "text or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    Vertx vertx = Vertx.vertx();
    try (EmbeddingModels embedders =
            CommonSettings.embedders(configuration, new BundledEmbedder());
        TenantDatabase database =
            new TenantDatabase(
                vertx, CommonSettings.service(configuration, folder), Clock.systemUTC())) {
      Principal principal = AsMember.find(database, configuration, as);
      Redactor redactor = Redactor.of(CommonSettings.redaction(configuration));
      ToolCatalog catalog =
          new ToolCheck(database, redactor).load(CommonSettings.tools(configuration, file));
      ToolDefinition tool =
          catalog
              .find(principal.role(), name)
              .orElseThrow(() -> new CommandException(2, unknown(catalog, principal)));
      new OperatorAudit(configuration, folder).note(principal.tenant(), "tools run", tool.name());
      ToolRunner runner =
          new ToolRunner(catalog, database, new PassageSearch(database, embedders), redactor);
      Vault vault = new InMemoryVault();
      String json = ToolArguments.of(tool, arguments, vault);
      ToolTrial trial = runner.tryOut(principal, vault, new ToolCall("1", tool.name(), json));
      TrialReport report = new TrialReport(tool.name(), as, AsMember.word(principal), trial);
      out().print(format == Format.JSON ? report.json() : report.text());
      out().flush();
      return switch (trial.outcome()) {
        case ToolOutcome.Rows _, ToolOutcome.Proposed _ -> 0;
        case ToolOutcome.Refused _, ToolOutcome.Failed _ -> 1;
      };
    } catch (RefusedTools | ToolFileError e) {
      throw new CommandException(2, String.valueOf(e.getMessage()));
    } catch (DatabaseException e) {
      throw new CommandException(2, "the database cannot be asked: " + Failures.describe(e));
    } finally {
      vertx.close();
    }
  }

  private String unknown(ToolCatalog catalog, Principal principal) {
    return "a "
        + AsMember.word(principal)
        + " has no tool "
        + name
        + "; there are "
        + catalog.availableTo(principal.role()).stream()
            .map(ToolDefinition::name)
            .collect(Collectors.joining(", "));
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
