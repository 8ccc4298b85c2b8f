package dev.ringfence.cli;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedding.EmbeddingModels;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.Explanation;
import dev.ringfence.retrieval.PassageSearch;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringfence search}. */
@Command(
    name = "search",
    description = {
      "Says what somebody's search of the knowledge base finds, and why: what speaks for each"
          + " passage, and what was found and left out.",
      "It is the search of their chats, over what they may read and nothing else, and the audit says"
          + " that you did it. Exit code 0: it was searched, whatever it found; 2: it could not be."
    })
final class SearchCommand implements Callable<Integer> {
  /** How it is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "QUESTION", description = "what is searched for, in quotes")
  private String question = "";

  @Option(
      names = "--as",
      required = true,
      paramLabel = "TENANT/USER",
      description =
          "whose search, such as acme/ana; the user as their identity provider calls them")
  private String as = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "how many passages are given, 1 to 50 (default: ${DEFAULT-VALUE})")
  private int limit = 10;

  @Option(names = "--format", description = "text or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    if (limit < 1 || limit > PassageSearch.MOST_PASSAGES) {
      throw Configuration.wrong("--limit is 1 to " + PassageSearch.MOST_PASSAGES);
    }
    if (question.isBlank()) {
      throw Configuration.wrong("the question is empty; say what to search for");
    }
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    Vertx vertx = Vertx.vertx();
    try (TenantDatabase database =
            new TenantDatabase(
                vertx, CommonSettings.service(configuration, folder), Clock.systemUTC());
        EmbeddingModels embedders =
            CommonSettings.embedders(configuration, new BundledEmbedder())) {
      Principal principal = AsMember.find(database, configuration, as);
      // What was asked is the operator's own and may name somebody: the audit has no word of it.
      new OperatorAudit(configuration, folder).note(principal.tenant(), "search", "");
      Explanation explanation =
          new PassageSearch(database, embedders)
              .explain(principal, question, limit, new Reading(principal));
      SearchReport report = new SearchReport(as, AsMember.word(principal), explanation);
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(format == Format.JSON ? report.json() : report.text());
      out.flush();
      return 0;
    } catch (DatabaseException e) {
      throw new CommandException(2, "the database cannot be asked: " + Failures.describe(e));
    } finally {
      vertx.close();
    }
  }
}
