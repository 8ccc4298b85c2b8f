package dev.ringfence.cli;

import ch.qos.logback.classic.Level;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line of ringfence. */
@Command(
    name = "ringfence",
    version = Main.VERSION,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "A chat service that cannot tell one customer about another.",
    subcommands = {
      UpCommand.class,
      ServeCommand.class,
      MigrateCommand.class,
      DoctorCommand.class,
      ProtectCommand.class,
      InitCommand.class,
      TenantCommand.class,
      IndexCommand.class,
      IngestCommand.class,
      SearchCommand.class,
      EmbedCommand.class,
      ToolsCommand.class,
      TokenCommand.class,
      AuditCommand.class,
      RedactCommand.class,
      HelpCommand.class
    },
    footer = {"", "Begin with: ringfence up"})
public final class Main implements Runnable {
  static final String VERSION = "ringfence 0.1.0";

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    // Before anything logs: without a word of ours, libraries tell all on standard output.
    Log.toStandardError(Level.WARN);
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with the commands of every module on the class path. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    ServiceLoader.load(CommandProvider.class)
        .forEach(provider -> line.addSubcommand(provider.command()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, command, _) -> {
          if (e instanceof CommandException known) {
            command.getErr().println("ringfence: " + known.getMessage());
            return known.exitCode();
          }
          command.getErr().println("ringfence: " + Failures.describe(e));
          return 1;
        });
    line.setParameterExceptionHandler(
        (e, _) -> {
          CommandLine command = e.getCommandLine();
          command
              .getErr()
              .println(
                  "ringfence: "
                      + e.getMessage()
                      + "; see "
                      + command.getCommandSpec().qualifiedName()
                      + " --help");
          return command.getCommandSpec().exitCodeOnInvalidInput();
        });
    return line;
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec).commandLine().usage(System.out);
  }
}
