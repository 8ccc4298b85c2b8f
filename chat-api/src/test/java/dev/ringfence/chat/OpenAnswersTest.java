package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.DatabaseSettings;
import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.Principal;
import dev.ringfence.database.SealKey;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.identity.Authentication;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenAnswersTest {
  private static final Principal.Customer ANA =
      new Principal.Customer(UUID.randomUUID(), UUID.randomUUID());

  private static final DatabaseException OUTAGE = outage();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicBoolean watched = new AtomicBoolean();
  private final CompletableFuture<Void> database = new CompletableFuture<>();
  private final AtomicBoolean rejected = new AtomicBoolean();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicBoolean answers = new AtomicBoolean(true);
  private final Cancellation cancellation =
      new Cancellation(InstantSource.system(), Duration.ofMinutes(1));
  private final OpenAnswers all = new OpenAnswers(timer, watched::get);
  private final OpenAnswers.Open open = all.add(ANA, this::standing, cancellation, () -> {});

  @AfterEach
  void close() {
    database.complete(null);
    open.close();
    timer.shutdownNow();
  }

  private Authentication standing() {
    if (rejected.get()) {
      return new Authentication.Unavailable();
    }
    if (broken.getAndSet(false)) {
      throw OUTAGE;
    }
    if (!answers.get()) {
      database.join();
    }
    return new Authentication.Authenticated(ANA, Instant.MAX, "acme", "ana", List.of());
  }

  /** From now on the database says nothing, and nobody watches the directory. */
  private CompletableFuture<Void> shownInAnOutage() throws InterruptedException {
    answers.set(false);
    all.recheck();
    Thread.sleep(1_000);
    CompletableFuture<Void> shown = CompletableFuture.runAsync(open::awaitStanding);
    Thread.sleep(300);
    assertThat(shown).isNotDone();
    return shown;
  }

  @Test
  void nothingIsHeldUpWhileAChangeWouldBeKnown() throws InterruptedException {
    watched.set(true);
    answers.set(false);
    Thread.sleep(1_000);
    assertThat(CompletableFuture.runAsync(open::awaitStanding))
        .succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void nothingMoreIsShownWhileNobodyCanSayWhetherTheReaderStillHasTheirPlace()
      throws InterruptedException {
    CompletableFuture<Void> shown = shownInAnOutage();
    answers.set(true);
    database.complete(null);
    all.recheck();
    assertThat(shown).succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void itGoesOnWhenChangesAreKnownOfAgain() throws InterruptedException {
    CompletableFuture<Void> shown = shownInAnOutage();
    watched.set(true);
    assertThat(shown).succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void nothingIsShownBehindTheEndOfAnAnswer() throws InterruptedException {
    CompletableFuture<Void> shown = shownInAnOutage();
    cancellation.revoke(Problem.forbidden("tenant_suspended"));
    assertThat(shown)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(ModelException.class);
    watched.set(true);
    assertThatThrownBy(open::awaitStanding).isInstanceOf(ModelException.class);
  }

  @Test
  @Timeout(60)
  void nothingIsShownWhenTheTimeOfAnAnswerIsOver() throws InterruptedException {
    try (OpenAnswers.Open brief =
        all.add(
            ANA,
            this::standing,
            new Cancellation(InstantSource.system(), Duration.ofMillis(1_200)),
            () -> {})) {
      answers.set(false);
      Thread.sleep(1_000);
      assertThatThrownBy(brief::awaitStanding).isInstanceOf(ModelException.class);
    }
  }

  /** Keys that cannot be had say nothing about who somebody is. */
  @Test
  void lookThatFindsNobodyVouchesForNobody() throws InterruptedException {
    rejected.set(true);
    Thread.sleep(1_000);
    all.recheck();
    assertThatNothingIsShownBefore(() -> rejected.set(false));
  }

  /** What is heard late was true when it was asked for, and may be no longer. */
  @Test
  void answerThatComesLateVouchesFromWhenItWasAskedFor() throws InterruptedException {
    answers.set(false);
    all.recheck();
    Thread.sleep(1_000);
    database.complete(null);
    assertThatNothingIsShownBefore(() -> answers.set(true));
  }

  @Test
  void lookThatFailsVouchesForNobody() throws InterruptedException {
    Thread.sleep(1_000);
    broken.set(true);
    answers.set(false);
    all.recheck();
    assertThatNothingIsShownBefore(
        () -> {
          assertThat(broken).isFalse();
          database.complete(null);
        });
  }

  private void assertThatNothingIsShownBefore(Runnable recovery) throws InterruptedException {
    Thread.sleep(100);
    CompletableFuture<Void> shown = CompletableFuture.runAsync(open::awaitStanding);
    Thread.sleep(300);
    assertThat(shown).isNotDone();
    recovery.run();
    all.recheck();
    assertThat(shown).succeedsWithin(10, TimeUnit.SECONDS);
  }

  /** What asking a database says that is not there. */
  private static DatabaseException outage() {
    PostgresUri nowhere = PostgresUri.parse("postgresql://nobody:nothing@127.0.0.1:1/none");
    Vertx vertx = Vertx.vertx();
    try (TenantDatabase absent =
        new TenantDatabase(
            vertx,
            new DatabaseSettings(nowhere, nowhere, new SealKey(1, new byte[32]), 1),
            Clock.systemUTC())) {
      return catchThrowableOfType(DatabaseException.class, () -> absent.findSite("pk_acme"));
    } finally {
      vertx.close();
    }
  }
}
