package dev.ringfence.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringfence tools}. */
@Command(
    name = "tools",
    description = "The tools of a file: whether each is proven scoped, and what there is.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ToolsCheckCommand.class,
      ToolsListCommand.class,
      ToolsRunCommand.class,
      ToolsSchemaCommand.class
    })
final class ToolsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  /** Without a command of its own: what there is. */
  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return Configuration.EXIT_CODE;
  }
}
