package dev.ringfence.chat;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers that are being made. Each ends when whoever asked has lost their place meanwhile: the
 * tenant was suspended, the member removed or given another role, the site closed.
 */
final class OpenAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAnswers.class);

  /** How long an answer that was ended may take to say so; then its connection is closed. */
  private static final Duration LAST_WORDS = Duration.ofMillis(400);

  private static final Duration SECOND_TRY = Duration.ofMillis(250);

  /** How long it may be relied upon that somebody was found to have their place. */
  private static final Duration TRUST = Duration.ofMillis(900);

  /** Between two looks at whether that has become known again. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final int PARALLEL = 8;

  private final Set<Open> all = ConcurrentHashMap.newKeySet();
  private final AtomicInteger wanted = new AtomicInteger();
  private final ScheduledExecutorService timer;
  private final BooleanSupplier watched;

  /**
   * @param watched whether a change would be known of by now
   */
  OpenAnswers(ScheduledExecutorService timer, BooleanSupplier watched) {
    this.timer = timer;
    this.watched = watched;
  }

  /** One answer, until it is closed. */
  final class Open implements AutoCloseable {
    private final Principal principal;
    private final Supplier<Authentication> standing;
    private final Cancellation cancellation;
    private final Runnable abort;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile long foundAt = System.nanoTime();

    private Open(
        Principal principal,
        Supplier<Authentication> standing,
        Cancellation cancellation,
        Runnable abort) {
      this.principal = principal;
      this.standing = standing;
      this.cancellation = cancellation;
      this.abort = abort;
    }

    private void look() {
      long asked = System.nanoTime();
      try {
        Authentication now = standing.get();
        if (now instanceof Authentication.Authenticated) {
          foundAt = asked;
        }
        unanswered.set(0);
        lost(principal, now).ifPresent(this::end);
      } catch (DatabaseException e) {
        // A connection may break; two in a row are an outage, in which nobody can be told to be
        // here.
        if (unanswered.incrementAndGet() > 1) {
          end(Problem.ofFailure(e));
        } else {
          var _ =
              timer.schedule(
                  OpenAnswers.this::recheck, SECOND_TRY.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    }

    /**
     * Waits while nobody can say whether whoever asked still has their place, as in an outage of
     * the database: nothing more is shown to them before that is known.
     *
     * @throws ModelException when the answer ended meanwhile, or its time is over
     */
    void awaitStanding() {
      cancellation.check();
      while (!watched.getAsBoolean() && System.nanoTime() - foundAt > TRUST.toNanos()) {
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new ModelException(ModelException.Reason.CANCELLED);
        }
        cancellation.check();
      }
    }

    private void end(Problem why) {
      LOG.info("an answer was ended: {}", why.code());
      cancellation.revoke(why);
      // A reader who takes nothing would hold it up.
      var _ =
          timer.schedule(
              () -> {
                if (all.contains(this)) {
                  abort.run();
                }
              },
              LAST_WORDS.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      all.remove(this);
    }
  }

  /**
   * Watches over an answer.
   *
   * @param standing who the sender of the question is by now
   * @param abort closes the sender's connection
   */
  Open add(
      Principal principal,
      Supplier<Authentication> standing,
      Cancellation cancellation,
      Runnable abort) {
    Open open = new Open(principal, standing, cancellation, abort);
    all.add(open);
    // What changed since the sender was let in.
    open.look();
    return open;
  }

  /** Looks at every answer again, soon and on another thread; many calls lead to few looks. */
  void recheck() {
    if (!all.isEmpty() && wanted.getAndIncrement() == 0) {
      Thread.ofVirtual().name("recheck").start(this::lookAtAll);
    }
  }

  private void lookAtAll() {
    int seen;
    do {
      seen = wanted.get();
      try (ExecutorService threads =
          Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
        all.forEach(open -> threads.execute(open::look));
      }
    } while (!wanted.compareAndSet(seen, 0));
  }

  private static Optional<Problem> lost(Principal principal, Authentication now) {
    return switch (now) {
      case Authentication.Authenticated known ->
          known.principal().equals(principal)
              ? Optional.empty()
              : Optional.of(Problem.forbidden("access_changed"));
      case Authentication.Forbidden forbidden -> Optional.of(Problem.forbidden(forbidden.code()));
      // The token was good when the question came; that it has run out since takes nothing back.
      case Authentication.Missing _, Authentication.Rejected _, Authentication.Unavailable _ ->
          Optional.empty();
    };
  }
}
