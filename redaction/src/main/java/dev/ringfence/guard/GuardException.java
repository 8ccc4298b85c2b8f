package dev.ringfence.guard;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A request was blocked on its way out. Says what was seen and how often, never the value. */
public final class GuardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was seen in the bytes. */
  public enum Kind {
    EMAIL,
    PHONE,
    CARD,
    IBAN,
    SECRET,
    /** The bytes are not UTF-8, so nobody can tell what the receiver will read in them. */
    UNREADABLE,
    /** The guard itself failed, so nobody has looked at them. */
    FAILED
  }

  /** The stable code of every block. */
  public static final String CODE = "wire_guard_blocked";

  private final EnumMap<Kind, Integer> counts;

  GuardException(Map<Kind, Integer> counts) {
    super(
        CODE
            + counts.entrySet().stream()
                .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining()));
    this.counts = new EnumMap<>(counts);
  }

  public String code() {
    return CODE;
  }

  /** How often each kind was seen. */
  public Map<Kind, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
