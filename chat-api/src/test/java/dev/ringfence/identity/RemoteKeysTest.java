package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.EC;
import static dev.ringfence.identity.IdentityWorld.ED;
import static dev.ringfence.identity.IdentityWorld.RSA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RemoteKeysTest {
  private final JwksServer server = new JwksServer();
  private final MovableClock clock = new MovableClock();
  private final RemoteKeys keys =
      new RemoteKeys(
          new JwksEndpoint(JwksEndpoint.newClient(), server.address(), Duration.ofSeconds(20)),
          RemoteKeys.Pace.STANDARD,
          clock);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keysAreFetchedOnceAndKept() {
    server.publishes(EC.jwk(), RSA.jwk(), ED.jwk());

    for (int i = 0; i < 100; i++) {
      assertThat(keys.find("ec-1")).isPresent();
      assertThat(keys.find("rsa-1")).isPresent();
      assertThat(keys.find("ed-1")).isPresent();
    }

    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aNewKeyIsFoundAtOnceAndAWithdrawnOneIsGone() {
    server.publishes(EC.jwk());
    assertThat(keys.find("ec-1")).isPresent();
    clock.advance(Duration.ofSeconds(6));
    server.publishes(ED.jwk());

    assertThat(keys.find("ed-1")).isPresent();
    assertThat(keys.find("ec-1")).isEmpty();
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aWithdrawnKeyIsGoneAfterTenMinutesEvenIfNobodyAsksForAnother() {
    server.publishes(EC.jwk(), ED.jwk());
    assertThat(keys.find("ec-1")).isPresent();
    server.publishes(ED.jwk());
    clock.advance(Duration.ofMinutes(10));

    assertThat(keys.find("ec-1")).isEmpty();
  }

  @Test
  void aThousandInventedIdsCostOneFetchAMinute() {
    server.publishes(EC.jwk());
    assertThat(keys.find("ec-1")).isPresent();
    clock.advance(Duration.ofSeconds(6));

    for (int minute = 1; minute <= 3; minute++) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(keys.find("invented-" + i)).isEmpty();
      }
      assertThat(server.requests()).isEqualTo(1 + minute);
      clock.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void inventedIdsFromManyThreadsCostOneFetchTogether() throws Exception {
    server.publishes(EC.jwk());
    assertThat(keys.find("ec-1")).isPresent();
    clock.advance(Duration.ofSeconds(6));

    List<Future<Optional<VerificationKey>>> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        String id = "invented-" + i;
        found.add(threads.submit(() -> keys.find(id)));
      }
    }

    for (Future<Optional<VerificationKey>> each : found) {
      assertThat(each.get()).isEmpty();
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void everybodyWhoComesDuringARotationFindsTheNewKey() throws Exception {
    server.publishes(EC.jwk());
    assertThat(keys.find("ec-1")).isPresent();
    clock.advance(Duration.ofSeconds(6));
    byte[] rotated = TestKey.utf8(TestKey.jwks(ED.jwk()));
    server.answers(
        exchange -> {
          Thread.sleep(100);
          exchange.sendResponseHeaders(200, rotated.length);
          exchange.getResponseBody().write(rotated);
        });

    List<Future<Optional<VerificationKey>>> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        found.add(threads.submit(() -> keys.find("ed-1")));
      }
    }

    for (Future<Optional<VerificationKey>> each : found) {
      assertThat(each.get()).isPresent();
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void whileOneRefreshesTheOthersGoOnWithWhatIsHeld() throws Exception {
    server.publishes(EC.jwk());
    assertThat(keys.find("ec-1")).isPresent();
    clock.advance(Duration.ofMinutes(10));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    server.answers(
        exchange -> {
          asked.countDown();
          released.await();
        });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<VerificationKey>> refreshing = threads.submit(() -> keys.find("ec-1"));
      asked.await();
      assertThat(keys.find("ec-1")).isPresent();
      assertThat(refreshing.isDone()).isFalse();
      released.countDown();
      assertThat(refreshing.get()).isPresent();
    }
  }

  @Test
  void keysStayInForceForSixHoursWhileTheEndpointIsDown() {
    server.publishes(EC.jwk());
    assertThat(keys.find("ec-1")).isPresent();
    server.fails();

    clock.advance(Duration.ofHours(5));
    assertThat(keys.find("ec-1")).isPresent();
    assertThat(keys.find("ec-1")).isPresent();
    assertThat(server.requests()).isEqualTo(2);

    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> keys.find("ec-1")).isInstanceOf(KeysUnavailableException.class);

    server.publishes(EC.jwk());
    clock.advance(Duration.ofSeconds(5));
    assertThat(keys.find("ec-1")).isPresent();
  }

  @Test
  void anEndpointThatNeverAnsweredIsAskedEveryFiveSecondsAtMost() {
    server.fails();

    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> keys.find("ec-1")).isInstanceOf(KeysUnavailableException.class);
    }
    assertThat(server.requests()).isEqualTo(1);

    server.publishes(EC.jwk());
    clock.advance(Duration.ofSeconds(5));
    assertThat(keys.find("ec-1")).isPresent();
  }

  @Test
  void anInterruptedCallerDoesNotSpoilTheFetchForTheOthers() {
    server.publishes(EC.jwk());

    Thread.currentThread().interrupt();
    Optional<VerificationKey> found = keys.find("ec-1");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(found).isPresent();
  }
}
