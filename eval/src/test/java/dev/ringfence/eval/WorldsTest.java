package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void noByteIsAnotherWhenOnlyOtherOwnersDataIs() {
    try (Experiment experiment = Experiment.begin(lab, List.of())) {
      WorldsTally tally = WorldsRun.of(experiment, SEED, SESSIONS, CHANGES, what -> {});
      System.out.println(tally.summary().indent(4));
      assertThat(tally.clean()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
      assertThat(tally.proven()).as("seed %d%n%s", SEED, tally.summary()).isTrue();
    }
  }
}
