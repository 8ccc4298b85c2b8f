package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Usefulness;
import dev.ringfence.report.Usefulness.Answered;
import dev.ringfence.report.Usefulness.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks tasks of a service with an honest model, and of one that has none. */
final class UsefulnessRun {
  /** The family of the cases that stand for them. */
  static final String FAMILY = "useful";

  /** Tasks from one word about them to the next. */
  private static final int STEP = 50;

  private final Consumer<String> progress;

  UsefulnessRun(Consumer<String> progress) {
    this.progress = progress;
  }

  /** What the honest model's answers came to. */
  Usefulness honest(Experiment lab, List<Task> tasks) {
    return of(asked(TaskGround.of(lab), tasks, "tasks"), List.of());
  }

  /** The same, and beside it what the assistant without a model makes of those it can be asked. */
  Usefulness both(Experiment lab, Lab companies, List<Task> tasks) {
    List<TaskRunner.Outcome> honest = asked(TaskGround.of(lab), tasks, "tasks");
    List<Task> others = tasks.stream().filter(Task::canBeAskedOfAnybody).toList();
    try (PlainService plain = PlainService.start(companies)) {
      return of(honest, asked(plain.ground(), others, "tasks without a language model"));
    }
  }

  private List<TaskRunner.Outcome> asked(TaskGround ground, List<Task> tasks, String what) {
    TaskRunner runner = new TaskRunner(ground);
    List<TaskRunner.Outcome> outcomes = new ArrayList<>();
    for (Task task : tasks) {
      if (outcomes.size() % STEP == 0) {
        progress.accept(what + ": " + outcomes.size() + " of " + tasks.size());
      }
      outcomes.add(runner.run(task));
    }
    return outcomes;
  }

  private static Usefulness of(
      List<TaskRunner.Outcome> honest, List<TaskRunner.Outcome> extractive) {
    return new Usefulness(
        Usefulness.rates(answered(honest)),
        honest.stream()
            .filter(outcome -> !outcome.right())
            .map(outcome -> new Wrong(outcome.task().label(), outcome.wrong()))
            .toList(),
        Usefulness.rates(answered(extractive)));
  }

  private static List<Answered> answered(List<TaskRunner.Outcome> outcomes) {
    return outcomes.stream()
        .map(o -> new Answered(o.task().family(), o.task().language(), o.right()))
        .toList();
  }

  /** As one case, for a sabotage: what is missing is what turns it red. */
  static List<CaseResult> asCases(Usefulness useful) {
    Usefulness.Rate all = useful.model().getLast();
    String first =
        useful.wrong().isEmpty()
            ? ""
            : "; " + useful.wrong().getFirst().task() + ": " + useful.wrong().getFirst().why();
    return List.of(
        new CaseResult(
            FAMILY,
            "tasks",
            "everybody",
            "all",
            all.asked(),
            all.asked(),
            all.right(),
            List.of(),
            useful.enough() ? "" : useful.line() + first));
  }
}
