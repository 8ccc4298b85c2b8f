package dev.ringfence.chat;

import dev.ringfence.audit.AuditTrail;
import dev.ringfence.audit.Decision;
import dev.ringfence.guard.GuardException;
import dev.ringfence.guard.GuardException.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of a request that the wire guard blocked: it is counted, alarmed and noted, by the
 * kinds of what was seen and never by what it was.
 */
final class GuardAlarm {
  /** What the audit calls a request on its way to a model. */
  static final String ACTION = "request to the model";

  private final Map<Kind, Counter> counters;

  /** The counters are there from the start, so that a rule over them sees the first block. */
  GuardAlarm(MeterRegistry meters) {
    counters =
        Stream.of(Kind.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    kind -> meters.counter("ringfence.guard.blocked", "kind", word(kind))));
  }

  /**
   * Returns when the entries are durable.
   *
   * @param seen how often each kind was seen; none where nothing was blocked
   */
  void raise(AuditTrail trail, Map<Kind, Integer> seen) {
    if (seen.isEmpty()) {
      return;
    }
    count(seen.keySet());
    seen.forEach(
        (kind, times) -> {
          trail.alarm(
              ACTION,
              Decision.BLOCKED,
              GuardException.CODE + "_" + word(kind),
              "seen " + times + " times");
        });
    trail.settle();
  }

  /** Counts a block of a request that belongs to nobody's chat. */
  void count(GuardException block) {
    count(block.counts().keySet());
  }

  private void count(Set<Kind> kinds) {
    kinds.forEach(kind -> Objects.requireNonNull(counters.get(kind)).increment());
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
