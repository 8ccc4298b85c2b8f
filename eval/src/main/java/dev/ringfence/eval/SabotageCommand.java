package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringfence eval sabotage}. */
@Command(
    name = "sabotage",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Takes each protection away in turn, and requires the check that is declared for it to turn red.",
      "Exit code: 0 all noticed, 2 something could not be evaluated, 3 bad configuration, 4 one survived."
    })
final class SabotageCommand implements Callable<Integer> {
  private static final int NO_PROOF = 2;
  private static final int SURVIVED = 4;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "only these; all without a name")
  private List<String> names = List.of();

  @Option(names = "--list", description = "say what there is, and do nothing")
  private boolean list;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "for the canaries (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Override
  public Integer call() {
    List<Sabotage> chosen;
    try {
      chosen = SabotageCatalog.load().named(names);
      chosen.forEach(SabotageCommand::require);
    } catch (LabException e) {
      System.err.println("ringfence: " + e.getMessage());
      return RunCommand.BAD_CONFIGURATION;
    }
    if (list) {
      chosen.forEach(s -> System.out.println(line(s.name(), s.check(), s.removes())));
      return 0;
    }
    List<SabotageRun.Result> results = new ArrayList<>();
    try (Lab lab = Lab.open(RunCommand::say, seed);
        SabotageRun run = new SabotageRun(lab, RunCommand::say)) {
      for (Sabotage sabotage : chosen) {
        SabotageRun.Result result = run.run(sabotage);
        results.add(result);
        String outcome = result.outcome().name().replace('_', ' ');
        System.out.println(line(sabotage.name(), outcome, result.detail()));
      }
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything; 1 would say that there is a
      // leak.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return NO_PROOF;
    }
    return exitCode(results);
  }

  /** Whatever it replaces has to be there. */
  private static void require(Sabotage sabotage) {
    var _ = new SabotageLoader(sabotage.given());
    var _ = new SabotageLoader(sabotage.code());
  }

  static int exitCode(List<SabotageRun.Result> results) {
    if (results.stream().anyMatch(r -> r.outcome() == SabotageRun.Outcome.SURVIVED)) {
      return SURVIVED;
    }
    return results.stream().allMatch(r -> r.outcome() == SabotageRun.Outcome.KILLED) ? 0 : NO_PROOF;
  }

  private static String line(String name, String state, String detail) {
    return String.format(Locale.ROOT, "%-32s %-22s %s", name, state, detail);
  }
}
