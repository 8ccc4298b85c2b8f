package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.eval.Minimizer.Bounds;
import dev.ringfence.eval.Minimizer.Minimized;
import dev.ringfence.report.ReportException;
import dev.ringfence.report.StoredIssue;
import dev.ringfence.report.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringfence eval minimize}. */
@Command(
    name = "minimize",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Makes the attack behind a finding of a run, written with --report FILE.json, smaller for as"
          + " long as the finding comes, and writes it so that eval run --attacks can run it.",
      "Exit code: 0 written, 2 the finding did not come or the lab could not work, 3 a file that"
          + " cannot be used, or a finding that is not there or of no attack."
    })
final class MinimizeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "LAB.json", description = "the run")
  private @Nullable Path run;

  @Option(
      names = "--finding",
      paramLabel = "FINGERPRINT",
      required = true,
      description = "the finding")
  private String finding = "";

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "cases that are run at most (default: ${DEFAULT-VALUE})")
  private int trials = 300;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "how long it may take, once the lab is there (default: ${DEFAULT-VALUE})")
  private int minutes = 10;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the attack is written (default: standard output)")
  private @Nullable Path out;

  @Mixin private ChosenAttacks attacks = new ChosenAttacks();

  /** What is made smaller. */
  private record Chosen(long seed, Attack attack, Persona persona, Bounds bounds) {}

  @Override
  public Integer call() {
    Chosen chosen;
    try {
      chosen = choose();
    } catch (ReportException | LabException | IllegalArgumentException e) {
      System.err.println("ringfence: " + e.getMessage());
      return RunCommand.BAD_CONFIGURATION;
    }
    Optional<Minimized> minimized;
    try (Lab lab = Lab.open(RunCommand::say, chosen.seed());
        Experiment experiment = Experiment.begin(lab, List.of())) {
      Trials tried = new Trials(experiment, chosen.persona(), finding);
      minimized =
          new Minimizer(tried::run, chosen.persona(), chosen.bounds(), RunCommand::say)
              .minimize(chosen.attack());
    } catch (RuntimeException e) {
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return RunCommand.NOT_EVALUATED;
    }
    if (minimized.isEmpty()) {
      System.err.println("ringfence: the finding did not come again, so there is nothing to show");
      return RunCommand.NOT_EVALUATED;
    }
    return write(minimized.get());
  }

  private Chosen choose() {
    if (run == null) {
      throw new IllegalStateException("picocli asks for it");
    }
    StoredRun stored = StoredRun.read(run);
    StoredIssue issue = ReplayCommand.chosen(stored, List.of(finding)).values().iterator().next();
    Attack attack =
        attacks
            .everything()
            .named(issue.attack())
            .filter(a -> a.family().equals(issue.family()))
            .orElseThrow(
                () ->
                    new ReportException(
                        issue.title()
                            + " is of no attack that is there as a file has it; probes are small already"));
    Persona persona =
        Persona.labelled(issue.persona())
            .orElseThrow(() -> new ReportException(issue.title() + " is of nobody"));
    return new Chosen(
        stored.seed(), attack, persona, new Bounds(trials, Duration.ofMinutes(minutes)));
  }

  private int write(Minimized minimized) {
    RunCommand.say(
        minimized.trials()
            + " trials; "
            + (minimized.least()
                ? "nothing more can be taken away"
                : "it may be smaller still: --trials or --minutes ended it"));
    String text = AttackText.of(minimized.attack());
    if (out == null) {
      System.out.print(text);
      return 0;
    }
    try {
      Files.writeString(out, text, UTF_8);
      return 0;
    } catch (IOException e) {
      System.err.println("ringfence: " + out + " cannot be written");
      return RunCommand.BAD_CONFIGURATION;
    }
  }
}
