package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.embedding.EmbeddingModels;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.EmbeddingException;
import dev.ringfence.retrieval.IndexingException;
import dev.ringfence.retrieval.Reembedding;
import dev.ringfence.retrieval.Reembedding.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence embed}. */
@Command(
    name = "embed",
    description = {
      "Moves the knowledge base to the embedding model that is set (RINGFENCE_EMBEDDING_MODEL, else the"
          + " bundled one), while the service goes on: each tenant is searched by the old model until"
          + " all of its passages have a vector by the new one.",
      "Interrupted, the same command goes on.",
      "Exit code: 0 all is moved; 1 it could not be done; 3 a tenant has passages that the model could"
          + " not be given, and stays with the old one."
    })
final class EmbedCommand implements Callable<Integer> {
  private static final int STAYS = 3;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--tenant", paramLabel = "T", description = "one tenant (default: all)")
  private @Nullable String tenant;

  @Option(names = "--dry-run", description = "say which tenants are to be moved, and do nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    int cores = Runtime.getRuntime().availableProcessors();
    try (StatusLine progress = new StatusLine();
        EmbeddingModels models =
            CommonSettings.embedders(configuration, new BundledEmbedder(cores))) {
      Reembedding work =
          new Reembedding(
              AdminDatabase.of(configuration, folder),
              models,
              Optional.ofNullable(tenant),
              progress::show);
      if (dryRun) {
        List<String> pending = work.pending();
        pending.forEach(out()::println);
        return 0;
      }
      new OperatorAudit(configuration, folder)
          .note(Actor.NO_TENANT, "embed", tenant == null ? "" : tenant);
      List<Outcome> outcomes = work.run();
      progress.close();
      outcomes.forEach(this::say);
      if (outcomes.isEmpty()) {
        out().println("Everything is searched by " + models.wanted().model() + " already.");
      }
      return outcomes.stream().allMatch(Outcome::moved) ? 0 : STAYS;
    } catch (IndexingException | EmbeddingException e) {
      throw new CommandException(1, e.getMessage() + "; the same command goes on");
    }
  }

  private void say(Outcome outcome) {
    out()
        .println(
            outcome.moved()
                ? outcome.tenant()
                    + ": searched by "
                    + outcome.model()
                    + ", "
                    + outcome.embedded()
                    + " passages embedded"
                : outcome.tenant()
                    + ": stays with its model, since "
                    + outcome.refused()
                    + " passages could not be given to "
                    + outcome.model());
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
