package dev.ringfence.database;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What knows whether tenants, members or sites have changed. It reads the directory's version every
 * moment, and at once when the database notifies it; so a notification that is lost, or never comes
 * as behind a transaction pooler, costs a moment and no more. A notification is not believed: it
 * leads to a reading of the version, and many lead to few.
 */
public final class DirectoryWatch implements AutoCloseable {
  static final String CHANNEL = "ringfence_directory";

  /** Between two readings of the version when nothing is notified. */
  static final Duration POLL = Duration.ofMillis(300);

  /** Between two readings at least, whatever is notified. */
  static final Duration SPACING = Duration.ofMillis(25);

  /** How long an unchanged version vouches for what was read before. */
  static final Duration TRUST = Duration.ofMillis(900);

  private final Vertx vertx;
  private final Supplier<Future<Long>> version;
  private final Runnable onChange;
  private final Optional<PgSubscriber> subscriber;
  private final long timer;

  private long seen = Long.MIN_VALUE;
  private long epoch;
  private long confirmedAt = System.nanoTime() - TRUST.toNanos();
  private long askedAt = System.nanoTime() - SPACING.toNanos();
  private boolean asking;
  private boolean askAgain;
  private boolean askSoon;
  private boolean closed;

  /**
   * @param login to listen with; empty behind a transaction pooler, where nobody can listen
   * @param version reads the directory's version
   * @param onChange runs on an event loop when the directory has changed, and as long as it cannot
   *     be told; it must not block
   */
  DirectoryWatch(
      Vertx vertx,
      Optional<PgConnectOptions> login,
      Supplier<Future<Long>> version,
      Runnable onChange) {
    this.vertx = vertx;
    this.version = version;
    this.onChange = onChange;
    this.subscriber = login.map(options -> PgSubscriber.subscriber(vertx, options));
    this.timer = vertx.setPeriodic(POLL.toMillis(), _ -> tick());
    subscriber.ifPresent(this::listen);
    ask();
  }

  private void listen(PgSubscriber listening) {
    listening.reconnectPolicy(attempt -> Math.min(2_000L, 100L << Math.min(attempt, 5)));
    // The payload is anybody's; that it came is all there is to know. After a reconnection
    // something
    // may have been missed.
    listening.channel(CHANNEL).subscribeHandler(_ -> ask()).handler(_ -> ask());
    var _ = listening.connect();
  }

  /**
   * A number that is another one whenever the directory may have changed; empty while that cannot
   * be told, when nothing that was read before may be relied upon.
   */
  public synchronized OptionalLong epoch() {
    return isTrusted() ? OptionalLong.of(epoch) : OptionalLong.empty();
  }

  private synchronized boolean isTrusted() {
    return !closed && System.nanoTime() - confirmedAt < TRUST.toNanos();
  }

  private void tick() {
    ask();
    if (!isTrusted()) {
      onChange.run();
    }
  }

  private void ask() {
    long sentAt;
    synchronized (this) {
      if (closed || askSoon) {
        return;
      }
      if (asking) {
        askAgain = true;
        return;
      }
      long wait = SPACING.toNanos() - (System.nanoTime() - askedAt);
      if (wait > 0) {
        askSoon = true;
        vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(wait) + 1, _ -> askNow());
        return;
      }
      asking = true;
      sentAt = System.nanoTime();
      askedAt = sentAt;
    }
    var _ =
        version
            .get()
            .timeout(TRUST.toMillis(), TimeUnit.MILLISECONDS)
            .onComplete(answer -> answered(sentAt, answer));
  }

  private void askNow() {
    synchronized (this) {
      askSoon = false;
    }
    ask();
  }

  private void answered(long sentAt, AsyncResult<Long> answer) {
    boolean changed = false;
    boolean again;
    synchronized (this) {
      asking = false;
      again = askAgain;
      askAgain = false;
      if (answer.succeeded()) {
        // Another version, not a greater one: a database that was restored counts from before.
        changed = answer.result() != seen;
        if (changed) {
          seen = answer.result();
          epoch++;
        }
        // What was committed before the question was sent is in its answer.
        confirmedAt = sentAt;
      } else {
        confirmedAt = sentAt - TRUST.toNanos();
      }
    }
    if (changed) {
      onChange.run();
    }
    if (again) {
      ask();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    vertx.cancelTimer(timer);
    subscriber.ifPresent(PgSubscriber::close);
  }
}
