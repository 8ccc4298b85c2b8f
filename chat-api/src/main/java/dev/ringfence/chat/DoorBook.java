package dev.ringfence.chat;

import dev.ringfence.audit.Actor;
import dev.ringfence.identity.Authentication;
import dev.ringfence.identity.Ban;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Notes in the audit who was stopped at the door, as far as the directory knows them. Knocking
 * again and again writes nothing more within a minute, and nobody waits for the entry: what is
 * refused shows no row.
 */
final class DoorBook {
  /** Entries of one tenant in a minute, whoever knocks. */
  static final int MOST_OF_A_TENANT = 60;

  /** Entries of all tenants in a minute, and so the most that is remembered. */
  private static final int MOST = 10_000;

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Pen pen;
  private final LongSupplier nanoTime;
  private final Set<Knock> noted = new HashSet<>();
  private final Map<UUID, Integer> ofTenant = new HashMap<>();
  private long began;

  /** Writes an entry, without waiting for it. */
  @FunctionalInterface
  interface Pen {
    void write(Actor bearer, String route, Ban ban, String requestId);
  }

  /**
   * What is noted once a minute.
   *
   * @param person whoever knocked; the same for all visitors of a tenant, who can be as many as
   *     they like
   */
  private record Knock(UUID tenant, UUID person, String route, Ban ban) {
    static Knock of(Actor bearer, String route, Ban ban) {
      UUID subject = bearer.subject();
      return new Knock(
          bearer.tenant(),
          subject == null || bearer.isVisitor() ? Actor.NO_TENANT : subject,
          route,
          ban);
    }
  }

  DoorBook(Pen pen, LongSupplier nanoTime) {
    this.pen = pen;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** Notes a request that was stopped; returns at once. */
  void note(Authentication.Forbidden stopped, String route, String requestId) {
    stopped
        .bearer()
        .filter(bearer -> isDue(Knock.of(bearer, route, stopped.ban())))
        .ifPresent(bearer -> pen.write(bearer, route, stopped.ban(), requestId));
  }

  private synchronized boolean isDue(Knock knock) {
    long now = nanoTime.getAsLong();
    if (now - began > MINUTE) {
      began = now;
      noted.clear();
      ofTenant.clear();
    }
    if (noted.contains(knock)
        || noted.size() >= MOST
        || ofTenant.getOrDefault(knock.tenant(), 0) >= MOST_OF_A_TENANT) {
      return false;
    }
    ofTenant.merge(knock.tenant(), 1, Integer::sum);
    return noted.add(knock);
  }
}
