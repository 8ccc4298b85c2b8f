package dev.ringfence.eval;

import dev.ringfence.report.Baseline;
import dev.ringfence.report.Build;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.JsonReport;
import dev.ringfence.report.ReportException;
import dev.ringfence.report.Review;
import dev.ringfence.report.RunResult;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.Usefulness;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence eval run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Runs every attack as every person against a service of its own, and looks for other people's"
          + " data at every tap.",
      "Exit code: 0 clean, 1 a leak, 2 something could not be evaluated, 3 bad configuration."
    })
final class RunCommand implements Callable<Integer> {
  /** How the report is written to standard output. */
  enum Format {
    TEXT,
    JSON
  }

  static final int NOT_EVALUATED = 2;
  static final int BAD_CONFIGURATION = 3;

  @Option(names = "--format", description = "text or json (default: text)")
  private Format format = Format.TEXT;

  @Mixin private ReportFiles files = new ReportFiles();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "findings that somebody accepted, in YAML or JSON")
  private @Nullable Path baseline;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "for the canaries (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description =
          "ci: every attack; full: thousands of variants and of drawn calls as well; acceptance: the"
              + " flows of two accounts and an admin, each again and again"
              + " (default: ${DEFAULT-VALUE})")
  private Profile profile = Profile.CI;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "only these attacks or families; may be repeated")
  private List<String> only = List.of();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "of each flow of an acceptance (default: ${DEFAULT-VALUE})")
  private int repetitions = Profile.REPETITIONS;

  @Mixin private ChosenAttacks attacks = new ChosenAttacks();

  @Option(
      names = "--no-minimize",
      description = "do not make leaks smaller, and give no ways to see them again")
  private boolean asTheyAre;

  @Override
  public Integer call() {
    Baseline accepted;
    AttackCorpus corpus;
    try {
      files.check();
      if (repetitions < 1) {
        throw new LabException("--repetitions is at least 1");
      }
      accepted =
          baseline == null
              ? Baseline.empty()
              : Baseline.read(baseline, LocalDate.now(ZoneOffset.UTC));
      corpus = attacks.of(profile).only(new HashSet<>(only));
    } catch (ReportException | LabException e) {
      System.err.println("ringfence: " + e.getMessage());
      return BAD_CONFIGURATION;
    }
    if (corpus.attacks().isEmpty()) {
      System.err.println("ringfence: there is no attack to run");
      return BAD_CONFIGURATION;
    }
    try {
      Review review = Review.of(run(corpus), attacks.build().of(chosen()), accepted);
      System.out.println(format == Format.JSON ? JsonReport.of(review) : TextReport.of(review));
      files.write(review, RunCommand::say);
      return review.exitCode();
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything; 1 would say that there is a
      // leak.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return NOT_EVALUATED;
    }
  }

  private RunResult run(AttackCorpus corpus) {
    try (Lab lab = Lab.open(RunCommand::say, seed);
        Experiment experiment = Experiment.begin(lab, List.of())) {
      // Before the attacks and the probes, which leave the companies as other ones.
      List<Task> tasks = tasks();
      Usefulness useful =
          tasks.isEmpty()
              ? Usefulness.NONE
              : new UsefulnessRun(RunCommand::say).both(experiment, lab, tasks);
      EvalRun eval = new EvalRun(experiment, RunCommand::say);
      UnaryOperator<List<CaseResult>> after =
          asTheyAre
              ? cases -> cases
              : new Reproducer(experiment, corpus, RunCommand::say)::reproduce;
      List<Probes> probes = profile == Profile.ACCEPTANCE ? List.of() : Probes.ofARun();
      return eval.run(seed, cases(corpus), after, probes).with(useful);
    }
  }

  /** What a report says that was run, so that a part of it is not taken for the whole. */
  private String chosen() {
    return only.isEmpty() ? profile.word() : Build.only(only);
  }

  /** Whoever looks at a few attacks does not ask what becomes of everybody else. */
  private List<Task> tasks() {
    return only.isEmpty() ? profile.tasks(TaskCorpus.load(), seed) : List.of();
  }

  /** Whoever looks at a few attacks looks at them as they are. */
  private List<Variant> cases(AttackCorpus corpus) {
    List<Persona> everybody = Arrays.asList(Persona.values());
    if (profile == Profile.ACCEPTANCE) {
      return Profile.repeated(corpus, everybody, repetitions);
    }
    return only.isEmpty() ? profile.of(corpus, everybody, seed) : Profile.plain(corpus, everybody);
  }

  static void say(String what) {
    System.err.println("  " + what + " …");
  }
}
