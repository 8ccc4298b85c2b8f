package dev.ringfence.eval;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringfence eval sql}. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Runs random SQL on a connection that is bound to one person, and looks for rows of anybody"
          + " else in whatever it shows, changes or is influenced by.",
      "Exit code: 0 clean, 1 a leak, 2 something could not be evaluated, 3 bad configuration."
    })
final class SqlCommand implements Callable<Integer> {
  /** As whom it runs. */
  enum As {
    CUSTOMER(Persona.ANA),
    VISITOR(Persona.VISITOR),
    STAFF(Persona.SAM);

    final Persona persona;

    As(Persona persona) {
      this.persona = persona;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--statements",
      paramLabel = "N",
      description = "how many (default: ${DEFAULT-VALUE})")
  private long statements = 100_000;

  @Option(names = "--seed", paramLabel = "N", description = "(default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--as",
      paramLabel = "WHO",
      description = "customer, visitor or staff (default: customer)")
  private As as = As.CUSTOMER;

  @Override
  public Integer call() {
    SqlTally tally;
    try (Lab lab = Lab.open(RunCommand::say, seed);
        Experiment experiment = Experiment.begin(lab, List.of())) {
      tally = new SqlRun(experiment, as.persona, seed, RunCommand::say).run(statements);
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return 2;
    }
    System.out.print("seed " + seed + ", as " + as + "\n" + tally.summary());
    if (!tally.clean()) {
      return 1;
    }
    return tally.proven() ? 0 : 2;
  }
}
