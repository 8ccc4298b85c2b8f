package dev.ringfence.audit;

import dev.ringfence.audit.AuditFinding.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One chain as it is read from its beginning, held against what every entry must be. */
final class ChainCheck {
  /** How far away from its place an entry is looked for. */
  private static final int FAR = 20_000;

  private final UUID tenant;
  private final AuditKey key;
  private final @Nullable ChainHead remembered;
  private ChainHead last = ChainHead.NONE;

  /**
   * @param remembered an end of this chain that is known from elsewhere
   */
  ChainCheck(UUID tenant, AuditKey key, @Nullable ChainHead remembered) {
    this.tenant = tenant;
    this.key = key;
    this.remembered = remembered;
  }

  /** What is wrong with the next entry, in the order of their numbers. */
  Optional<AuditFinding> next(ChainedEntry entry) {
    long expected = last.number() + 1;
    if (entry.number() != expected) {
      return entry.number() > expected
          ? found(expected, Kind.MISSING, gap(expected, entry.number() - 1))
          : found(entry.number(), Kind.REORDERED, "the number is there twice");
    }
    boolean whole = Arrays.equals(entry.hashAs(entry.number()), entry.hash());
    boolean sealed = key.verifies(entry.hash(), entry.seal());
    if (!whole) {
      return sealed ? moved(entry) : found(expected, Kind.CHANGED, "it is not what was sealed");
    }
    if (!sealed) {
      return found(expected, Kind.NOT_OURS, "its seal is not of this key");
    }
    if (!Arrays.equals(entry.previous(), last.hash())) {
      return found(expected, Kind.REORDERED, "it does not follow the entry before it");
    }
    last = entry.head();
    if (remembered != null && remembered.number() == expected && !remembered.equals(last)) {
      return found(expected, Kind.CHANGED, "another entry was remembered outside of the database");
    }
    return Optional.empty();
  }

  /** What is wrong when the last entry has been read. */
  Optional<AuditFinding> end(@Nullable ChainHead head) {
    long known = Math.max(head == null ? 0 : head.number(), remembered(last.number()));
    if (known > last.number()) {
      return found(last.number() + 1, Kind.MISSING, gap(last.number() + 1, known));
    }
    if (last.number() > 0 && !last.equals(head)) {
      return found(last.number(), Kind.CHANGED, "the head of the chain is another one");
    }
    return Optional.empty();
  }

  private long remembered(long otherwise) {
    return remembered == null ? otherwise : remembered.number();
  }

  long entries() {
    return last.number();
  }

  private Optional<AuditFinding> moved(ChainedEntry entry) {
    long number = entry.number();
    for (long away = 1; away <= FAR; away++) {
      for (long place : new long[] {number - away, number + away}) {
        if (place > 0 && Arrays.equals(entry.hashAs(place), entry.hash())) {
          return found(number, Kind.REORDERED, "it is the entry that stood at " + place);
        }
      }
    }
    return found(number, Kind.CHANGED, "it is not what was sealed");
  }

  private static String gap(long first, long last) {
    return first == last ? "it is gone" : "the entries up to " + last + " are gone";
  }

  private Optional<AuditFinding> found(long number, Kind kind, String detail) {
    return Optional.of(new AuditFinding(tenant, number, kind, detail));
  }
}
