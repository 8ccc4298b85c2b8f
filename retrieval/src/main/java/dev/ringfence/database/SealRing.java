package dev.ringfence.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that contexts are sealed with: a new one every so often, given to the database before
 * its first use. Work goes on under the previous key meanwhile, which the database accepts for a
 * while longer.
 */
final class SealRing {
  private static final Logger LOG = LoggerFactory.getLogger(SealRing.class);

  /** How long a new key is not asked for again when the database did not take it. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Gives the database a key; several instances may give it the same one. */
  @FunctionalInterface
  interface Installer {
    /**
     * @throws DatabaseException when the database does not take it
     */
    void install(SealKey root, SealingKey key);
  }

  private final SealKey root;
  private final Duration rotation;
  private final Clock clock;
  private final Installer installer;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable SealingKey installed;
  private volatile Instant notBefore = Instant.EPOCH;

  /**
   * @param rotation how long a key is used, a minute to a day
   */
  SealRing(SealKey root, Duration rotation, Clock clock, Installer installer) {
    this.root = root;
    this.rotation = rotation;
    this.clock = clock;
    this.installer = installer;
  }

  /**
   * The key to seal with now. It may need a connection of its own, so it is asked for before one is
   * borrowed.
   *
   * @throws DatabaseException when there is no key that the database accepts
   */
  SealingKey key() {
    Instant now = clock.instant();
    SealingKey present = installed;
    if (present != null && now.isBefore(present.validUntil().minus(SealingKey.OVERLAP))) {
      return present;
    }
    SealingKey wanted = SealingKey.at(root, now, rotation);
    if (present == null || present.validUntil().isBefore(now.plus(ContextSeal.LIFETIME))) {
      return install(wanted);
    }
    if (!present.id().equals(wanted.id()) && now.isAfter(notBefore) && renewing.tryLock()) {
      notBefore = now.plus(PAUSE);
      renewing.unlock();
      Thread.ofVirtual().name("seal-key").start(() -> installQuietly(wanted));
    }
    return present;
  }

  private SealingKey install(SealingKey wanted) {
    renewing.lock();
    try {
      SealingKey present = installed;
      if (present == null || !present.id().equals(wanted.id())) {
        installer.install(root, wanted);
        installed = wanted;
      }
      return wanted;
    } finally {
      renewing.unlock();
    }
  }

  private void installQuietly(SealingKey wanted) {
    try {
      install(wanted);
    } catch (DatabaseException e) {
      LOG.warn("a new sealing key was not taken, the previous one goes on: {}", e.code());
    }
  }

  /**
   * Gives the database the key again at the next use, at most once a second: it did not accept a
   * seal, and may have been restored from a copy without the key.
   */
  void doubt() {
    Instant now = clock.instant();
    if (now.isAfter(notBefore)) {
      notBefore = now.plus(PAUSE);
      installed = null;
    }
  }
}
