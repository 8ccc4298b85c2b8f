package dev.ringfence.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringfence tenant}. */
@Command(
    name = "tenant",
    description = {
      "An operator's work on one tenant, as an administrator of the database.",
      "Exit code: 0 done; 1 it could not be done, or what was checked is not as it should be; 2 wrong"
          + " options or settings."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TenantListCommand.class,
      TenantSuspendCommand.class,
      TenantResumeCommand.class,
      TenantExportCommand.class,
      TenantEraseCommand.class,
      TenantVerifyReceiptCommand.class
    })
final class TenantCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  /** Without a command of its own: what there is. */
  @Override
  public Integer call() {
    var line = java.util.Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return Configuration.EXIT_CODE;
  }
}
