package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.AskingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service's time and ids, held and given back. */
final class LaunchTest {
  private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void heldClockStandsStill() {
    Launch launch = new Launch();
    launch.clock.hold(THEN);
    assertThat(launch.clock.instant()).isEqualTo(THEN);
    launch.release();
    assertThat(launch.clock.instant()).isAfter(THEN.plus(Duration.ofDays(1)));
  }

  /** The database compares the time in a seal with its own. */
  @Test
  void sealsAreToldTheTrueTimeWhileTheClockIsHeld() {
    Launch launch = new Launch();
    launch.clock.hold(THEN);
    assertThat(AskingClock.instant(launch.clock)).isAfter(THEN.plus(Duration.ofDays(1)));
  }

  @Test
  void heldIdsFollowFromTheSessionAndAreAllDifferent() {
    HeldIds ids = new HeldIds();
    ids.hold("session 1");
    List<UUID> first = Stream.generate(ids).limit(20).toList();
    ids.hold("session 2");
    List<UUID> second = Stream.generate(ids).limit(20).toList();
    ids.hold("session 1");
    assertThat(Stream.generate(ids).limit(20)).containsExactlyElementsOf(first);
    assertThat(first).doesNotHaveDuplicates().doesNotContainAnyElementsOf(second);
    ids.release();
    assertThat(ids.get()).isNotIn(first);
  }
}
