package dev.ringfence.identity;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's published keys, kept between requests. They are fetched again when they are due, and
 * once for an unknown id, so that a rotation is noticed at once; then the cooldown begins, so that
 * invented ids cannot make this service hammer the issuer. While the endpoint is down the last keys
 * stay in force until {@link Pace#staleAfter}.
 */
final class RemoteKeys implements KeySource {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

  /**
   * How often the endpoint is asked.
   *
   * @param refreshAfter when keys that work are fetched again
   * @param cooldown the least time between two fetches for unknown ids, and between two failures
   *     while keys are held
   * @param pause the least time between any two fetches
   * @param staleAfter when keys that could not be fetched again stop working
   */
  record Pace(Duration refreshAfter, Duration cooldown, Duration pause, Duration staleAfter) {
    static final Pace STANDARD =
        new Pace(
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofHours(6));
  }

  /**
   * What the last attempt left: not tried again before one instant, due at the next, of no use from
   * a third.
   */
  private record Held(
      int attempt, Map<String, VerificationKey> keys, Instant paused, Instant due, Instant stale) {
    boolean isUsable(Instant now) {
      return now.isBefore(stale);
    }
  }

  private final JwksEndpoint endpoint;
  private final Pace pace;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Held held = new Held(0, Map.of(), Instant.MIN, Instant.MIN, Instant.MIN);
  private volatile Instant cooledDown = Instant.MIN;

  RemoteKeys(JwksEndpoint endpoint, Pace pace, InstantSource clock) {
    this.endpoint = endpoint;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public Optional<VerificationKey> find(String id) {
    Held current = current();
    if (!current.keys().containsKey(id)) {
      current = afterUnknownId(current);
    }
    return Optional.ofNullable(current.keys().get(id));
  }

  /** Whoever finds the keys due fetches them; while they are usable nobody else waits for that. */
  private Held current() {
    Held seen = held;
    Instant now = clock.instant();
    if (!now.isBefore(seen.due()) && (!seen.isUsable(now) || !fetching.isLocked())) {
      replace(seen);
    }
    Held current = held;
    if (!current.isUsable(clock.instant())) {
      throw new KeysUnavailableException();
    }
    return current;
  }

  /** Those who come while the fetch runs wait for its answer; those who come later get none. */
  private Held afterUnknownId(Held seen) {
    Instant now = clock.instant();
    if (now.isBefore(cooledDown) || now.isBefore(seen.paused())) {
      return held;
    }
    if (replace(seen)) {
      cooledDown = clock.instant().plus(pace.cooldown());
    }
    return held;
  }

  /** Fetches, unless somebody else has done so since these keys were looked at. */
  private boolean replace(Held seen) {
    fetching.lock();
    try {
      if (held.attempt() != seen.attempt()) {
        return false;
      }
      held = fetched(seen);
      return true;
    } finally {
      fetching.unlock();
    }
  }

  private Held fetched(Held before) {
    try {
      Map<String, VerificationKey> keys = endpoint.fetch();
      Instant now = clock.instant();
      return new Held(
          before.attempt() + 1,
          keys,
          now.plus(pace.pause()),
          now.plus(pace.refreshAfter()),
          now.plus(pace.staleAfter()));
    } catch (IOException e) {
      LOG.warn("The keys at {} could not be fetched: {}", endpoint.address(), e.getMessage());
      Instant now = clock.instant();
      Duration wait = before.isUsable(now) ? pace.cooldown() : pace.pause();
      return new Held(
          before.attempt() + 1, before.keys(), now.plus(wait), now.plus(wait), before.stale());
    }
  }
}
