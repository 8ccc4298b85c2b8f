package dev.ringfence.retrieval;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what was used of late, and forgets what was not used for longest. Thread-safe. */
final class Recent<K, V> {
  private final Map<K, V> values;

  /**
   * @param size how many are remembered at most
   */
  Recent(int size) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > size;
          }
        };
  }

  @Nullable V get(K key) {
    synchronized (values) {
      return values.get(key);
    }
  }

  void put(K key, V value) {
    synchronized (values) {
      values.put(key, value);
    }
  }
}
