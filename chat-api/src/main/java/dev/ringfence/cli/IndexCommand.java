package dev.ringfence.cli;

import dev.ringfence.audit.Actor;
import dev.ringfence.retrieval.IndexingException;
import dev.ringfence.retrieval.VectorCollection;
import dev.ringfence.retrieval.VectorIndexing;
import dev.ringfence.retrieval.VectorIndexing.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence index}. */
@Command(
    name = "index",
    description = {
      "Gives each large collection of passages an index of its own, while the service goes on, and"
          + " lets it be searched once it was measured to find what a scan finds.",
      "Interrupted, the same command goes on: until then the collection is scanned.",
      "Exit code: 0 every large collection has its index; 1 it could not be done; 3 an index found"
          + " too little, and its collection is still scanned."
    })
final class IndexCommand implements Callable<Integer> {
  private static final int STAYS_SCANNED = 3;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--tenant", paramLabel = "T", description = "one tenant (default: all)")
  private @Nullable String tenant;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "passages of a tenant that are scanned at most (default: ${DEFAULT-VALUE})")
  private int threshold = VectorIndexing.THRESHOLD;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "memory to build one index in (default: ${DEFAULT-VALUE})")
  private int memory = 2_048;

  @Option(
      names = "--helpers",
      paramLabel = "N",
      description = "more processes that build beside the first (default: ${DEFAULT-VALUE})")
  private int helpers;

  @Option(names = "--dry-run", description = "say which collections are large, and do nothing")
  private boolean dryRun;

  @Option(names = "--drop", description = "drop the indexes: everything is scanned again")
  private boolean drop;

  @Override
  public Integer call() {
    if (threshold < 1 || memory < 1 || helpers < 0) {
      throw Configuration.wrong("--threshold and --memory are 1 or more, --helpers 0 or more");
    }
    if (dryRun && drop) {
      throw Configuration.wrong("--dry-run and --drop cannot be used together");
    }
    VectorIndexing indexing =
        new VectorIndexing(
            AdminDatabase.of(common.configuration(), common.folder()),
            new VectorIndexing.Settings(threshold, Optional.ofNullable(tenant), memory, helpers),
            what -> System.err.println("  " + what + " …"));
    try {
      if (dryRun) {
        indexing.large().forEach(IndexCommand::sayLarge);
        return 0;
      }
      if (drop) {
        List<String> dropped = indexing.drop();
        note("index drop");
        System.out.println(
            "Dropped " + dropped.size() + (dropped.size() == 1 ? " index." : " indexes."));
        return 0;
      }
      List<Outcome> outcomes = indexing.run();
      note("index");
      outcomes.forEach(IndexCommand::say);
      if (outcomes.isEmpty()) {
        System.out.println("Nothing has more than " + threshold + " passages: all is scanned.");
      }
      return outcomes.stream().allMatch(Outcome::ready) ? 0 : STAYS_SCANNED;
    } catch (IndexingException e) {
      throw new CommandException(1, e.getMessage() + "; the same command goes on");
    }
  }

  private void note(String action) {
    new OperatorAudit(common.configuration(), common.folder())
        .note(Actor.NO_TENANT, action, tenant == null ? "" : tenant);
  }

  private static void sayLarge(VectorCollection collection) {
    System.out.println(collection + ": " + collection.passages() + " passages");
  }

  private static void say(Outcome outcome) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: %d passages, %s, recall %.3f at effort %d, %d MB",
            outcome.collection(),
            outcome.collection().passages(),
            outcome.ready() ? "searched by its index" : "still scanned",
            outcome.recall(),
            outcome.efSearch(),
            outcome.bytes() / 1_000_000));
  }
}
