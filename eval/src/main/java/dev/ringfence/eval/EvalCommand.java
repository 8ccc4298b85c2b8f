package dev.ringfence.eval;

import dev.ringfence.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ringfence eval}: the leak lab, and the benchmark. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "The leak lab: attacks the service with a model that is on the attacker's side; and the"
          + " benchmark."
    },
    subcommands = {
      RunCommand.class,
      DiffCommand.class,
      ReplayCommand.class,
      MinimizeCommand.class,
      AttestCommand.class,
      LiveCommand.class,
      FuzzCommand.class,
      SqlCommand.class,
      WorldsCommand.class,
      SabotageCommand.class,
      BenchCommand.class
    })
final class EvalCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec).commandLine().usage(System.out);
  }
}
