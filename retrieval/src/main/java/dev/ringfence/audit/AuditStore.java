package dev.ringfence.audit;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/** Where entries go: all that are given at once are durable when it returns, or none is. */
interface AuditStore {
  /**
   * @param entries by tenant, in the order in which they are chained
   * @throws RuntimeException when they could not be written
   */
  void write(SortedMap<UUID, List<AuditEntry>> entries);
}
