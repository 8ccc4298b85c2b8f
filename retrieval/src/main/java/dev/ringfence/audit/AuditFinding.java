package dev.ringfence.audit;

import java.util.UUID;

/**
 * What is wrong with a chain, at the first entry where it is.
 *
 * @param number of the entry
 * @param detail in words
 */
public record AuditFinding(UUID tenant, long number, Kind kind, String detail) {
  /** The kinds of tampering that can be told apart. */
  public enum Kind {
    /** Something in the entry is not what was sealed. */
    CHANGED,
    /** There was an entry, and it is gone. */
    MISSING,
    /** The entry is genuine and stood elsewhere. */
    REORDERED,
    /** The entry was not sealed with this key. */
    NOT_OURS
  }
}
