package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.report.Usefulness;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What honest people want of the whole service, and walls that keep them out. */
final class UsefulnessTest {
  private static Lab lab;

  @BeforeAll
  static void open() {
    lab = Lab.open(what -> {}, 5);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  /** One task in {@code -Dringfence.parts=N}, drawn by {@code -Dringfence.seed=N}. */
  @Test
  void honestPeopleAreAnsweredAndTheAssistantWithoutAModelIsCountedApart() {
    long seed = Long.getLong("ringfence.seed", 1);
    int parts = Integer.getInteger("ringfence.parts", 8);
    List<Task> tasks = TaskCorpus.part(TaskCorpus.load(), parts, seed);
    Usefulness useful;
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      long begun = System.nanoTime();
      useful = new UsefulnessRun(what -> {}).both(experiment, lab, tasks);
      if (Boolean.getBoolean("ringfence.shown")) {
        System.out.println((System.nanoTime() - begun) / 1_000_000 + " ms");
        useful.wrong().forEach(System.out::println);
        useful.model().forEach(System.out::println);
        useful.extractive().forEach(System.out::println);
      }
    }
    assertThat(useful.enough()).as("seed %d: %s%n%s", seed, useful.line(), useful.wrong()).isTrue();
    assertThat(useful.model().getLast().asked()).isEqualTo(tasks.size());
    assertThat(useful.extractive().getLast().asked()).isPositive().isLessThan(tasks.size());
  }

  /** The others are looked at by {@code ringfence eval sabotage}. */
  @Test
  void serviceThatAnswersNobodyIsNoticed() {
    List<SabotageRun.Result> results;
    try (SabotageRun run = new SabotageRun(lab, what -> {})) {
      results =
          SabotageCatalog.load()
              .named(List.of("guard-blocks-everything", "values-not-restored", "everything-masked"))
              .stream()
              .map(run::run)
              .toList();
    }
    assertThat(results)
        .hasSize(3)
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(result.sabotage().name() + ": " + result.detail())
                    .isEqualTo(SabotageRun.Outcome.KILLED));
  }

  @Test
  void valueThatAModelIsShownIsNoRightAnswer() {
    Sabotage shown =
        new Sabotage(
            "values-shown",
            "the masking of rows and passages, with the wire guard down",
            Sabotage.USELESS,
            List.of(new MethodRewrite("dev.ringfence.guard.WireGuard", "check", "nothing")),
            "",
            List.of(
                new MethodRewrite("dev.ringfence.redaction.Redactor", "redactJson", "wrapped 1")),
            "",
            "",
            Set.of(),
            Set.of(),
            Set.of(Probes.USEFUL));
    try (SabotageRun run = new SabotageRun(lab, what -> {})) {
      SabotageRun.Result result = run.run(shown);
      assertThat(result.outcome()).as(result.detail()).isEqualTo(SabotageRun.Outcome.KILLED);
    }
  }
}
