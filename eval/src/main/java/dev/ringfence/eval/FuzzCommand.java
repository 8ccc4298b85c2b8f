package dev.ringfence.eval;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringfence eval fuzz}. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Sends messages with hidden values through the service, in interleaved conversations of"
          + " several people, and judges what the model's server received and what each of them was"
          + " shown.",
      "Exit code: 0 clean, 1 a leak, 2 something could not be evaluated, 3 bad configuration."
    })
final class FuzzCommand implements Callable<Integer> {
  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "how many messages reach the model's server (default: ${DEFAULT-VALUE})")
  private long messages = 10_000;

  @Option(
      names = "--texts",
      paramLabel = "N",
      description = "reads what the redactor alone makes of so many texts, without a service")
  private int texts;

  @Option(names = "--seed", paramLabel = "N", description = "(default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Override
  public Integer call() {
    if (texts > 0) {
      FuzzTally read = new TextFuzz(seed).run(texts);
      System.out.print("seed " + seed + "\n" + read.summary());
      return read.clean() ? 0 : 1;
    }
    FuzzTally tally;
    try (Lab lab = Lab.open(RunCommand::say, seed);
        Experiment experiment = Experiment.begin(lab, List.of())) {
      tally = new FuzzRun(experiment, seed, RunCommand::say).run(messages);
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return 2;
    }
    System.out.print("seed " + seed + "\n" + tally.summary());
    if (!tally.clean()) {
      return 1;
    }
    return tally.proven() ? 0 : 2;
  }
}
