package dev.ringfence.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringfence eval run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Runs every attack as every person against a service of its own, and looks for other people's"
          + " data at every tap.",
      "Exit code: 0 clean, 1 a leak, 2 something could not be evaluated, 3 bad configuration."
    })
final class RunCommand implements Callable<Integer> {
  /** How a report is written. */
  enum Format {
    TEXT,
    JSON
  }

  static final int BAD_CONFIGURATION = 3;

  @Option(names = "--format", description = "text or json (default: text)")
  private Format format = Format.TEXT;

  @Option(names = "--report", paramLabel = "FILE", description = "write the report there instead")
  private @Nullable Path report;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "for the canaries (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "only these attacks or families; may be repeated")
  private List<String> only = List.of();

  @Override
  public Integer call() throws IOException {
    AttackCorpus corpus = AttackCorpus.load().only(new HashSet<>(only));
    if (corpus.attacks().isEmpty()) {
      System.err.println("ringfence: there is no attack of that name");
      return BAD_CONFIGURATION;
    }
    RunResult result;
    try (Lab lab = Lab.open(RunCommand::say, seed)) {
      try (Experiment experiment = Experiment.begin(lab, List.of())) {
        result =
            new EvalRun(experiment, RunCommand::say)
                .run(seed, corpus, Arrays.asList(Persona.values()));
      }
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything; 1 would say that there is a
      // leak.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return 2;
    }
    String text = format == Format.JSON ? Report.json(result) : Report.text(result);
    if (report == null) {
      System.out.println(text);
    } else {
      Files.writeString(report, text + "\n");
      say("the report is in " + report);
    }
    return result.exitCode();
  }

  static void say(String what) {
    System.err.println("  " + what + " …");
  }
}
