package dev.ringfence.eval;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a service of the lab's: by chance until they are held. Then each follows from the
 * session, from the class that asks and from how often it did: what is done beside a request does
 * not shift the ids of the next one.
 */
final class HeldIds implements Supplier<UUID> {
  private static final StackWalker CALLERS = StackWalker.getInstance();

  /** A session, and how many ids each class has had in it. */
  private record Session(String name, Map<String, AtomicInteger> given) {}

  private volatile @Nullable Session session;

  /** From now on ids follow from this name, from the first one on. */
  void hold(String name) {
    session = new Session(name, new ConcurrentHashMap<>());
  }

  void release() {
    session = null;
  }

  @Override
  public UUID get() {
    Session now = session;
    if (now == null) {
      return UUID.randomUUID();
    }
    String caller = HeldClock.caller(CALLERS);
    int number = now.given().computeIfAbsent(caller, _ -> new AtomicInteger()).incrementAndGet();
    return random((now.name() + "/" + caller + "/" + number).getBytes(StandardCharsets.UTF_8));
  }

  /** In the form of ids that were drawn, so that nothing takes them for others. */
  private static UUID random(byte[] from) {
    UUID made = UUID.nameUUIDFromBytes(from);
    return new UUID(
        (made.getMostSignificantBits() & ~0xF000L) | 0x4000L, made.getLeastSignificantBits());
  }
}
