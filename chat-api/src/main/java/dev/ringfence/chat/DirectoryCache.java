package dev.ringfence.chat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the directory and still holds: a bounded number of entries, each good for the
 * epoch it was read in. What is not there is asked for again each time.
 */
final class DirectoryCache<K, V> {
  private static final int MOST = 20_000;

  /** For a change that no trigger saw, such as one that was replicated. */
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private record Known<V>(V value, long epoch, long readAt) {}

  private final Supplier<OptionalLong> epoch;
  private final Function<K, Optional<V>> first;
  private final Function<K, Optional<V>> again;
  private final Map<K, Known<V>> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Known<V>> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param epoch of the directory; empty while nothing that was read may be relied upon
   * @param first reads what is not known here
   * @param again reads what was known here
   */
  DirectoryCache(
      Supplier<OptionalLong> epoch,
      Function<K, Optional<V>> first,
      Function<K, Optional<V>> again) {
    this.epoch = epoch;
    this.first = first;
    this.again = again;
  }

  Optional<V> find(K key) {
    // Before reading: what changes while it is read makes it an entry of the past.
    OptionalLong now = epoch.get();
    @Nullable Known<V> known = get(key);
    if (known != null && now.isPresent() && holds(known, now.getAsLong())) {
      return Optional.of(known.value());
    }
    Optional<V> found = known == null ? first.apply(key) : again.apply(key);
    put(key, found, now);
    return found;
  }

  /** Forgets everything: nobody who is gone is remembered until others push them out. */
  synchronized void clear() {
    entries.clear();
  }

  private boolean holds(Known<V> entry, long now) {
    return entry.epoch() == now && System.nanoTime() - entry.readAt() < LIFETIME.toNanos();
  }

  private synchronized @Nullable Known<V> get(K key) {
    return entries.get(key);
  }

  private synchronized void put(K key, Optional<V> found, OptionalLong now) {
    if (found.isEmpty()) {
      entries.remove(key);
    } else if (now.isPresent()) {
      entries.put(key, new Known<>(found.get(), now.getAsLong(), System.nanoTime()));
    }
  }
}
