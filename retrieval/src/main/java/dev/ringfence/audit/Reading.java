package dev.ringfence.audit;

import dev.ringfence.database.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one piece of work read: the keys of its rows, and what the second look kept from the reader.
 * For one thread.
 */
public final class Reading {
  private final Principal reader;
  private final List<RowKey> keys = new ArrayList<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private long count;

  public Reading(Principal reader) {
    this.reader = reader;
  }

  /** Whether a row may be read; what may not is counted. */
  public boolean admits(String table, RowOwner owner) {
    if (SecondLook.admits(reader, owner)) {
      return true;
    }
    dropped.merge(table, 1L, Long::sum);
    return false;
  }

  /**
   * Notes rows that were read under one key.
   *
   * @param rows how many; more than one where they were summed up
   */
  public void add(RowKey key, long rows) {
    count += rows;
    if (keys.size() < AuditEntry.MOST_KEYS && !keys.contains(key)) {
      keys.add(key);
    }
  }

  /** Notes a row that was read. */
  public void add(RowKey key) {
    add(key, 1);
  }

  /** How many rows were read. */
  public long count() {
    return count;
  }

  /** The first of their keys. */
  public List<RowKey> keys() {
    return List.copyOf(keys);
  }

  /** How many rows of each table were kept from the reader. */
  public Map<String, Long> dropped() {
    return Map.copyOf(dropped);
  }
}
