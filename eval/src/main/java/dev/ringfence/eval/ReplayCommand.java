package dev.ringfence.eval;

import dev.ringfence.report.ReportException;
import dev.ringfence.report.StoredIssue;
import dev.ringfence.report.StoredRun;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringfence eval replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Runs the cases that leaked in a run, written with --report FILE.json, again with its seed,"
          + " and says of each finding whether it came again.",
      "Exit code: 0 all are gone, 1 something came again, 2 something could not be evaluated, 3 a"
          + " file that cannot be read or a fingerprint that it does not have."
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "LAB.json", description = "the run")
  private @Nullable Path run;

  @Option(
      names = "--finding",
      paramLabel = "FINGERPRINT",
      description = "only this finding; may be repeated")
  private List<String> findings = List.of();

  @Mixin private ChosenAttacks attacks = new ChosenAttacks();

  @Override
  public Integer call() {
    StoredRun stored;
    Map<String, StoredIssue> chosen;
    AttackCorpus corpus;
    try {
      if (run == null) {
        throw new IllegalStateException("picocli asks for it");
      }
      stored = StoredRun.read(run);
      chosen = chosen(stored, findings);
      corpus = attacks.everything();
    } catch (ReportException | LabException e) {
      System.err.println("ringfence: " + e.getMessage());
      return RunCommand.BAD_CONFIGURATION;
    }
    if (chosen.isEmpty()) {
      System.out.println("nothing leaked in that run: there is nothing to run again");
      return 0;
    }
    if (!stored.build().isOf(attacks.build())) {
      System.err.println("  the run is of another version, other attacks or other migrations");
    }
    try (Lab lab = Lab.open(RunCommand::say, stored.seed());
        Experiment experiment = Experiment.begin(lab, List.of())) {
      List<Replay.Outcome> outcomes = new Replay(experiment, corpus).run(chosen);
      outcomes.forEach(outcome -> System.out.println(outcome.line()));
      return Replay.exitCode(outcomes);
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return RunCommand.NOT_EVALUATED;
    }
  }

  /**
   * The findings of a run that were asked for; all where none is.
   *
   * @throws ReportException for one that it does not have
   */
  static Map<String, StoredIssue> chosen(StoredRun stored, List<String> findings) {
    if (findings.isEmpty()) {
      return stored.issues();
    }
    Map<String, StoredIssue> chosen = new LinkedHashMap<>();
    for (String finding : findings) {
      StoredIssue issue = stored.issues().get(finding);
      if (issue == null) {
        throw new ReportException("the run has no finding " + finding);
      }
      chosen.put(finding, issue);
    }
    return Collections.unmodifiableMap(chosen);
  }
}
