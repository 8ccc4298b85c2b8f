package dev.ringfence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.embedded.TestDatabases;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More work than connections. */
class PoolPressureTest {
  private static final Principal ANA = new Principal.Customer(UUID.randomUUID(), UUID.randomUUID());
  private static final int WORKERS = 24;

  private final Queue<Throwable> unhandled = new ConcurrentLinkedQueue<>();
  private final Vertx vertx = Vertx.vertx().exceptionHandler(unhandled::add);

  private TenantDatabase open(int connections) {
    var settings = TestDatabases.create().settings();
    return new TenantDatabase(
        vertx,
        new DatabaseSettings(settings.app(), settings.visitors(), settings.sealKey(), connections),
        Clock.systemUTC());
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  private static void work(TenantDatabase database, boolean alone) {
    if (alone) {
      database.read(ANA, "SELECT 1");
    } else {
      work(database);
    }
  }

  private static void work(TenantDatabase database) {
    database.inTransaction(ANA, Access.READ, connection -> connection.query("SELECT 1").size());
  }

  @Test
  void nobodyFailsForSomebodyElsesWaiting() throws Exception {
    TenantDatabase database = open(8);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    // Longer than anybody waits for a connection, so that what is due then comes due.
    long until = System.nanoTime() + TenantDatabase.PATIENCE.plusSeconds(2).toNanos();
    List<Thread> workers =
        IntStream.range(0, WORKERS)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              while (System.nanoTime() < until) {
                                try {
                                  work(database);
                                } catch (RuntimeException e) {
                                  failures.add(e);
                                }
                              }
                            }))
            .toList();
    for (Thread worker : workers) {
      worker.join();
    }
    assertThat(failures).isEmpty();
    assertThat(unhandled).isEmpty();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connectionThatComesTooLateGoesBackToThePool(boolean alone) throws Exception {
    TenantDatabase database = open(1);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    var holder =
        CompletableFuture.runAsync(
            () ->
                database.inTransaction(
                    ANA,
                    Access.READ,
                    connection -> {
                      held.countDown();
                      return await(free);
                    }));
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> waiter = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    work(database, alone);
                    waiter.complete(null);
                  } catch (RuntimeException e) {
                    waiter.completeExceptionally(e);
                  }
                });
    waiting.interrupt();
    assertThatThrownBy(() -> waiter.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DatabaseException.class);

    free.countDown();
    holder.get(10, TimeUnit.SECONDS);
    work(database, alone);
    database.close();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
