package dev.ringfence.eval;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ringfence eval}: the leak lab. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The leak lab: attacks the service with a model that is on the attacker's side.",
    subcommands = {RunCommand.class, SabotageCommand.class})
final class EvalCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec).commandLine().usage(System.out);
  }
}
