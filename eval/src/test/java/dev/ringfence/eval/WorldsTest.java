package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two worlds with the whole service: {@code -Dringfence.sessions=N} sessions in {@code
 * -Dringfence.changes=M} other worlds, by {@code -Dringfence.seed=N}.
 */
final class WorldsTest {
  private static final long SEED = Long.getLong("ringfence.seed", 1);
  private static final int SESSIONS = Integer.getInteger("ringfence.sessions", 40);
  private static final int CHANGES = Integer.getInteger("ringfence.changes", 12);

  private static Lab lab;

  @BeforeAll
  static void open() {
    System.out.println("  two worlds with -Dringfence.seed=" + SEED);
    lab = Lab.open(what -> {}, SEED);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  /** What is taken away, one at a time, and has to be noticed by this oracle. */
  private static final List<String> SABOTAGES =
      List.of(
          "messages-counted-for-all",
          "messages-counted-for-visitors",
          "conversations-counted-for-all",
          "conversations-counted-for-staff",
          "conversations-numbered-for-all");

  @Test
  void noByteIsAnotherWhenOnlyOtherOwnersDataIs() {
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      WorldsTally tally = WorldsRun.of(experiment, SEED, SESSIONS, CHANGES, what -> {});
      System.out.println(tally.summary().indent(4));
      assertThat(tally.clean()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
      assertThat(tally.proven()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
    }
  }

  @Test
  void influenceThatCarriesNoForeignByteIsSeen() {
    List<SabotageRun.Result> results = new ArrayList<>();
    try (SabotageRun run = new SabotageRun(lab, what -> {})) {
      SabotageCatalog.load().named(SABOTAGES).forEach(each -> results.add(run.run(each)));
    }
    assertThat(results)
        .hasSameSizeAs(SABOTAGES)
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(result.sabotage().name() + ": " + result.detail())
                    .isEqualTo(SabotageRun.Outcome.KILLED));
  }

  @Test
  void sameSeedDrawsTheSameSessionsAndChanges() {
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      WorldSessions sessions = WorldsRun.sessions(experiment, SEED);
      assertThat(sessions.draw(60)).isEqualTo(sessions.draw(60)).doesNotHaveDuplicates();
      List<WorldChange> changes = new WorldChanges(experiment.database).draw(SEED, 60);
      assertThat(new WorldChanges(experiment.database).draw(SEED, 60)).isEqualTo(changes);
      assertThat(changes).hasSize(60).extracting(WorldChange::name).doesNotHaveDuplicates();
    }
  }

  /** Against the rows themselves, which the drawing does not look at. */
  @Test
  void noChangeTouchesARowThatAPersonWhoIsComparedMayRead() {
    try (Experiment experiment = Experiment.begin(lab, List.of());
        WorldStore store = WorldStore.keep(experiment.database, "worlds")) {
      store.putBack();
      OwnedRows before = OwnedRows.in(experiment.database);
      List<WorldChange> drawn = new WorldChanges(experiment.database).draw(SEED, 40);
      // What is added by the hundred is what is added, oftener.
      for (WorldChange change :
          drawn.stream().filter(each -> !each.name().startsWith("manifold")).limit(24).toList()) {
        store.putBack();
        store.apply(change);
        OwnedRows after = OwnedRows.in(experiment.database);
        for (Persona persona : Persona.values()) {
          Person person = experiment.population.of(persona);
          if (!change.concerns(person)) {
            assertThat(readableBy(person, before).differFrom(readableBy(person, after)))
                .as("seed %d: %s, as %s", SEED, change.name(), persona)
                .isEmpty();
          }
        }
      }
      store.putBack();
      assertThat(OwnedRows.in(experiment.database).differFrom(before)).isEmpty();
    }
  }

  private static OwnedRows readableBy(Person person, OwnedRows rows) {
    return rows.which(row -> person.mayRead(row.origin()));
  }
}
