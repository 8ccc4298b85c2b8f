package dev.ringfence.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Something that happened, as the audit keeps it: no content, no arguments, no values.
 *
 * @param action a route, a tool or a command, in words of our own
 * @param code a stable code that says more about the decision; empty for none
 * @param rowCount how many rows it concerns
 * @param rowKeys {@code schema.table/key,…} of them, the first {@value #MOST_KEYS}; {@code
 *     schema.table/*} where rows were summed up and not listed
 */
public record AuditEntry(
    Actor actor,
    Instant at,
    String action,
    Decision decision,
    String code,
    long rowCount,
    List<String> rowKeys,
    String requestId) {
  /** Keys listed at most. */
  static final int MOST_KEYS = 100;

  private static final int LONGEST = 200;

  public AuditEntry {
    at = at.truncatedTo(ChronoUnit.MICROS);
    actor = new Actor(actor.tenant(), plain(actor.name()), plain(actor.role()), actor.subject());
    action = plain(action);
    code = plain(code);
    rowKeys = rowKeys.stream().limit(MOST_KEYS).map(AuditEntry::plain).toList();
    requestId = plain(requestId);
  }

  /** An entry that concerns no rows. */
  public static AuditEntry of(
      Actor actor, Instant at, String action, Decision decision, String code, String requestId) {
    return new AuditEntry(actor, at, action, decision, code, 0, List.of(), requestId);
  }

  /** Text that any database can store: one line, bounded, of whole characters. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
