package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicBoolean watched = new AtomicBoolean();
  private final CompletableFuture<Void> database = new CompletableFuture<>();
  private final AtomicBoolean rejected = new AtomicBoolean();
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
    if (!answers.get()) {
      database.join();
    }
    return new Authentication.Authenticated(ANA, Instant.MAX, "acme", "ana");
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
    Thread.sleep(100);
    CompletableFuture<Void> shown = CompletableFuture.runAsync(open::awaitStanding);
    Thread.sleep(300);
    assertThat(shown).isNotDone();
    rejected.set(false);
    all.recheck();
    assertThat(shown).succeedsWithin(10, TimeUnit.SECONDS);
  }
}
