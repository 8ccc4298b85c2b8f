package dev.ringfence.eval;

import dev.ringfence.report.ReportException;
import dev.ringfence.report.Review;
import dev.ringfence.report.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence eval worlds}. */
@Command(
    name = "worlds",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = RunCommand.BAD_CONFIGURATION,
    description = {
      "Plays sessions twice, with nothing changed between but other owners' data, and compares every"
          + " tap byte by byte.",
      "Exit code: 0 clean, 1 a leak, 2 something could not be evaluated, 3 bad configuration."
    })
final class WorldsCommand implements Callable<Integer> {
  /** Services at the same time, each on a database of its own; more than this one machine slows. */
  private static final int SERVICES = 2;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int sessions = 500;

  @Option(
      names = "--changes",
      paramLabel = "M",
      description = "how many other worlds (default: ${DEFAULT-VALUE})")
  private int changes = 50;

  @Option(names = "--seed", paramLabel = "N", description = "(default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Mixin private ReportFiles files = new ReportFiles();

  @Override
  public Integer call() {
    if (sessions < Persona.values().length || changes < 1) {
      System.err.println(
          "ringfence: at least " + Persona.values().length + " sessions and one change");
      return RunCommand.BAD_CONFIGURATION;
    }
    try {
      files.check();
    } catch (ReportException e) {
      System.err.println("ringfence: " + e.getMessage());
      return RunCommand.BAD_CONFIGURATION;
    }
    try (Lab lab = Lab.open(RunCommand::say, seed)) {
      WorldsTally tally = run(lab);
      System.out.print("seed " + seed + "\n" + tally.summary());
      files.write(review(lab, tally), RunCommand::say);
      if (!tally.clean()) {
        return 1;
      }
      return tally.proven() ? 0 : RunCommand.NOT_EVALUATED;
    } catch (RuntimeException e) {
      // Whatever kept the lab from looking, it is no proof of anything.
      System.err.println("ringfence: the lab could not do its work: " + e.getMessage());
      return RunCommand.NOT_EVALUATED;
    }
  }

  private WorldsTally run(Lab lab) {
    WorldsTally tally = new WorldsTally(seed);
    List<Experiment> experiments = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(SERVICES)) {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < SERVICES; i++) {
        Experiment experiment = Experiment.begin(lab, List.of());
        experiments.add(experiment);
        int part = i;
        running.add(threads.submit(() -> part(experiment, part, tally)));
      }
      for (Future<Boolean> each : running) {
        each.get();
      }
      return tally;
    } catch (ExecutionException e) {
      throw new LabException("the comparison broke off: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    } finally {
      experiments.forEach(Experiment::close);
    }
  }

  /** Every so many of a person's sessions on one service; all of the changes. */
  private boolean part(Experiment experiment, int part, WorldsTally tally) {
    int people = Persona.values().length;
    List<WorldSession> all = WorldsRun.sessions(experiment, seed).draw(sessions);
    List<WorldSession> mine =
        IntStream.range(0, all.size())
            .filter(i -> i / people % SERVICES == part)
            .mapToObj(all::get)
            .toList();
    new WorldsRun(experiment, tally, part == 0 ? RunCommand::say : what -> {})
        .run(mine, new WorldChanges(experiment.database).draw(seed, changes));
    return true;
  }

  private Review review(Lab lab, WorldsTally tally) {
    return Review.of(
        new RunResult(
            seed, lab.book().size(), lab.columns(), tally.cases(), 0, List.of(), List.of()),
        BuildHashes.now());
  }
}
