package dev.ringfence.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry at its place in a chain, column by column as the table has it. What was read may have
 * been tampered with, so anything may be missing.
 *
 * @param at microseconds since 1970
 * @param previous the hash of the entry before it
 * @param hash of everything else, {@code previous} included
 * @param seal on the hash
 */
record ChainedEntry(
    UUID tenant,
    long number,
    long at,
    @Nullable String actor,
    @Nullable String role,
    @Nullable UUID subject,
    @Nullable String action,
    @Nullable String decision,
    @Nullable String code,
    long rowCount,
    List<@Nullable String> rowKeys,
    @Nullable String requestId,
    byte[] previous,
    byte[] hash,
    byte[] seal) {
  private static final String FORM = "ringfence.audit.1";

  /** The next entry of a chain. */
  static ChainedEntry after(ChainHead head, AuditEntry entry, AuditKey key) {
    ChainedEntry open =
        new ChainedEntry(
            entry.actor().tenant(),
            head.number() + 1,
            ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()),
            entry.actor().name(),
            entry.actor().role(),
            entry.actor().subject(),
            entry.action(),
            entry.decision().word(),
            entry.code(),
            entry.rowCount(),
            List.copyOf(entry.rowKeys()),
            entry.requestId(),
            head.hash(),
            new byte[0],
            new byte[0]);
    byte[] hash = open.hashAs(open.number);
    return open.with(hash, key.seal(hash));
  }

  ChainHead head() {
    return new ChainHead(number, hash);
  }

  /** What its hash would have to be, if it stood at a number. */
  byte[] hashAs(long place) {
    Canonical canonical =
        new Canonical()
            .add(FORM)
            .add(tenant.toString())
            .add(place)
            .add(at)
            .add(actor)
            .add(role)
            .add(subject == null ? null : subject.toString())
            .add(action)
            .add(decision)
            .add(code)
            .add(rowCount)
            .add(rowKeys.size());
    rowKeys.forEach(canonical::add);
    return canonical.add(requestId).add(previous).sha256();
  }

  private ChainedEntry with(byte[] itsHash, byte[] itsSeal) {
    return new ChainedEntry(
        tenant, number, at, actor, role, subject, action, decision, code, rowCount, rowKeys,
        requestId, previous, itsHash, itsSeal);
  }

  Instant time() {
    return Instant.EPOCH.plus(at, ChronoUnit.MICROS);
  }
}
