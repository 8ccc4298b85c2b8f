package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Keys of the seal that change by themselves. */
class SealRingTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Principal ANA = new Principal.Customer(new UUID(0, 1), new UUID(0, 2));

  /** A clock that is moved by hand. */
  private static final class HandClock extends Clock {
    private volatile Instant now;

    HandClock(Instant now) {
      this.now = now;
    }

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:59:00Z"));
  private final List<String> given = new CopyOnWriteArrayList<>();

  private SealRing ring(SealRing.Installer installer) {
    return new SealRing(TestDatabase.sealKey(), HOUR, clock, installer);
  }

  /** The ring's key once it has become another one than the given one. */
  private static SealingKey otherThan(SealingKey previous, SealRing ring) {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    SealingKey key = ring.key();
    while (key.id().equals(previous.id()) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      key = ring.key();
    }
    return key;
  }

  @Test
  void everyInstanceDerivesTheSameKeyForTheSameHour() {
    SealingKey one = ring((_, key) -> given.add(key.id())).key();
    clock.forward(Duration.ofSeconds(30));
    SealingKey other = ring((_, key) -> given.add(key.id())).key();
    assertThat(other.id()).isEqualTo(one.id());
    assertThat(other.hmac().sign("x")).isEqualTo(one.hmac().sign("x"));
    clock.forward(HOUR);
    SealingKey later = ring((_, key) -> given.add(key.id())).key();
    assertThat(later.hmac().sign("x")).isNotEqualTo(one.hmac().sign("x"));
  }

  @Test
  void keyIsGivenOnceAndThenUsedForItsHour() {
    SealRing ring = ring((_, key) -> given.add(key.id()));
    for (int i = 0; i < 100; i++) {
      assertThat(ring.key()).isNotNull();
    }
    assertThat(given).hasSize(1);
  }

  @Test
  void newKeyIsTakenWithoutWaitingForIt() {
    SealRing ring = ring((_, key) -> given.add(key.id()));
    SealingKey first = ring.key();
    clock.forward(Duration.ofMinutes(2));
    assertThat(ring.key().id()).isEqualTo(first.id());
    assertThat(otherThan(first, ring).id()).isNotEqualTo(first.id());
    assertThat(given).hasSize(2);
  }

  @Test
  void previousKeyGoesOnWhileTheDatabaseTakesNoNewOneAndNoLongerThanItIsGood() {
    SealRing ring =
        ring(
            (_, key) -> {
              if (!given.isEmpty()) {
                throw new DatabaseException(DatabaseException.Kind.UNAVAILABLE);
              }
              given.add(key.id());
            });
    SealingKey first = ring.key();
    clock.forward(Duration.ofMinutes(2));
    assertThat(ring.key().id()).isEqualTo(first.id());
    clock.forward(SealingKey.OVERLAP);
    assertThatThrownBy(ring::key).isInstanceOf(DatabaseException.class);
  }

  @Test
  void doubtedKeyIsGivenAgainButNotMoreThanOnceASecond() {
    SealRing ring = ring((_, key) -> given.add(key.id()));
    assertThat(ring.key()).isNotNull();
    for (int i = 0; i < 10; i++) {
      ring.doubt();
      assertThat(ring.key()).isNotNull();
    }
    assertThat(given).hasSize(2);
  }

  @Test
  void serviceWorksOnWhileItsKeysChangeAndWhenTheDatabaseHasLostThem() {
    TestDatabase database = TestDatabases.create();
    Vertx vertx = Vertx.vertx();
    HandClock near = new HandClock(Instant.now());
    try (TenantDatabase tenants = new TenantDatabase(vertx, database.settings(), near)) {
      for (int hour = 0; hour < 3; hour++) {
        for (int i = 0; i < 20; i++) {
          assertThat(bound(tenants)).isEqualTo(ANA.tenant());
        }
        near.forward(HOUR);
      }
      assertThat(bound(tenants)).isEqualTo(ANA.tenant());
      database.execute("DELETE FROM ringfence.seal_key");
      near.forward(Duration.ofSeconds(2));
      assertThatThrownBy(() -> bound(tenants)).isInstanceOf(DatabaseException.class);
      assertThat(bound(tenants)).isEqualTo(ANA.tenant());
    } finally {
      vertx.close();
    }
  }

  private static UUID bound(TenantDatabase tenants) {
    return tenants.inTransaction(
        ANA,
        Access.READ,
        connection ->
            connection.query("SELECT ringfence.tenant_id()").iterator().next().getUUID(0));
  }
}
