package dev.ringfence.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * What a seal binds a transaction to: {@code 2|key|tenant|subject|role|expiry|pid|HMAC-SHA256},
 * which {@code ringfence.principal} verifies at every read of it. The expiry is in milliseconds
 * since 1970; the pid is the server process that the context is good on, 0 for any.
 */
record ContextSeal(UUID tenant, UUID subject, String role) {
  /** How long a sealed context is good for: longer than any transaction, too short to be kept. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  /** The pid where a pooler stands in between, and the server's process is not known. */
  static final int ANY_PROCESS = 0;

  static ContextSeal of(Principal principal) {
    return new ContextSeal(
        principal.tenant(), principal.subject(), principal.role().name().toLowerCase(Locale.ROOT));
  }

  /** What opens the audit chain of a tenant, and nothing else: no principal has its role. */
  static ContextSeal ofAudit(UUID tenant) {
    return new ContextSeal(tenant, new UUID(0, 0), "audit");
  }

  /** What may ask who is who, and nothing else: no principal has its role. */
  static ContextSeal ofDirectory() {
    return new ContextSeal(new UUID(0, 0), new UUID(0, 0), "directory");
  }

  String seal(SealingKey key, Instant now, int process) {
    String body =
        String.join(
            "|",
            "2",
            key.id(),
            tenant.toString(),
            subject.toString(),
            role,
            Long.toString(now.plus(LIFETIME).toEpochMilli()),
            Integer.toString(process));
    return body + "|" + key.hmac().sign(body);
  }
}
