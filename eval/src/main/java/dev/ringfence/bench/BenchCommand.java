package dev.ringfence.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringfence eval bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures first tokens, starts and memory of services of its own, how fast a tenant is"
          + " exported and erased, what the fence costs a query, how much of the exact answer a search of"
          + " vectors finds, and when, and how fast documents are brought in, beside baselines of the same"
          + " run.",
      "Exit code: 0 measured, whether the goals are met or missed; 2 something could not be measured."
    })
public final class BenchCommand implements Callable<Integer> {
  /** How a report is written. */
  enum Format {
    TEXT,
    JSON
  }

  /** What is measured. */
  enum Part {
    SERVICE,
    TENANTS,
    FENCE,
    DOCTOR,
    INIT,
    TOOLS,
    VECTORS,
    VECTORS_PEER,
    VECTORS_ZIPF,
    SEARCH,
    EMBEDDING,
    INGEST
  }

  private static final int NOT_MEASURED = 2;

  @Option(names = "--format", description = "text or json (default: text)")
  private Format format = Format.TEXT;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "rounds of each first token (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description = "starts that are measured (default: ${DEFAULT-VALUE})")
  private int starts = 4;

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description = "${COMPLETION-CANDIDATES} (default: all)")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--passages",
      split = ",",
      paramLabel = "N",
      description = "sizes of the tenants whose vectors are searched (default: ${DEFAULT-VALUE})")
  private List<Integer> passages = List.of(10, 100, 1_000, 10_000, 50_000, 100_000);

  @Option(
      names = "--passages-in-all",
      paramLabel = "N",
      description = "passages of all tenants of Zipf sizes together (default: ${DEFAULT-VALUE})")
  private int inAll = 1_000_000;

  @Override
  public Integer call() {
    if (rounds < 1 || starts < 1) {
      System.err.println("ringfence: --rounds and --starts are 1 or more");
      return NOT_MEASURED;
    }
    try {
      BenchResult result = measure();
      System.out.println(
          format == Format.JSON ? BenchReport.json(result) : BenchReport.text(result));
      return 0;
    } catch (BenchException e) {
      System.err.println("ringfence: it could not be measured: " + e.getMessage());
      return NOT_MEASURED;
    }
  }

  private BenchResult measure() {
    BenchDraft draft = new BenchDraft();
    try (BenchFolder folder = BenchFolder.create()) {
      if (parts.contains(Part.SERVICE)) {
        measureService(folder, draft);
      }
      if (parts.contains(Part.TENANTS)) {
        try (UpProcess _ =
            UpProcess.start(folder.path(), UpProcess.Archive.AS_LAUNCHED, Map.of())) {
          new TenantBench(folder.path(), BenchCommand::say).run(rounds, draft);
        }
      }
      if (parts.contains(Part.FENCE)) {
        new FenceBench(folder.path(), BenchCommand::say).run(rounds, draft);
      }
      if (parts.contains(Part.DOCTOR)) {
        new DoctorBench(folder.path(), BenchCommand::say).run(rounds, draft);
      }
      if (parts.contains(Part.TOOLS)) {
        new ToolBench(folder.path(), BenchCommand::say).run(rounds, draft);
      }
      if (parts.contains(Part.VECTORS)) {
        new VectorBench(folder.path(), BenchCommand::say, passages).run(rounds, draft);
      }
      if (parts.contains(Part.VECTORS_PEER)) {
        new PeerBench(folder.path(), BenchCommand::say, passages).run(rounds, draft);
      }
      if (parts.contains(Part.VECTORS_ZIPF)) {
        new ZipfBench(folder.path(), BenchCommand::say, inAll).run(rounds, draft);
      }
      if (parts.contains(Part.SEARCH)) {
        new SearchBench(folder.path(), BenchCommand::say, passages).run(rounds, draft);
      }
      if (parts.contains(Part.EMBEDDING)) {
        new EmbeddingBench(BenchCommand::say).run(rounds, draft);
      }
      if (parts.contains(Part.INGEST)) {
        new IngestBench(folder.path(), BenchCommand::say).run(rounds, draft);
      }
      if (parts.contains(Part.INIT)) {
        new InitBench(folder.path(), BenchCommand::say).run(rounds, draft);
      }
    }
    return draft.result();
  }

  private void measureService(BenchFolder folder, BenchDraft draft) {
    say("a first start, for the data");
    UpProcess.start(folder.path(), UpProcess.Archive.AS_LAUNCHED, Map.of()).close();
    StartBench startBench = new StartBench(folder.path(), BenchCommand::say);
    startBench.run(starts);
    try (UpProcess up = UpProcess.start(folder.path(), UpProcess.Archive.AS_LAUNCHED, Map.of())) {
      new ExtractiveBench(up, folder.path(), BenchCommand::say).run(rounds, draft);
    }
    try (InstantModel model = InstantModel.start();
        UpProcess up =
            UpProcess.start(
                folder.path(),
                UpProcess.Archive.AS_LAUNCHED,
                Map.of(
                    "OPENAI_BASE_URL",
                    model.baseUrl(),
                    "OPENAI_MODEL",
                    "instant",
                    "RINGFENCE_MODEL_FALLBACK",
                    "none"))) {
      new ModelBench(up, model, BenchCommand::say).run(rounds, draft);
    }
    startBench.report(draft);
  }

  private static void say(String what) {
    System.err.println("  " + what + " …");
  }
}
