package dev.ringfence.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The seal on a principal: {@code 1.key|tenant|subject|role|expiry|HMAC-SHA256}, which {@code
 * ringfence.scope} verifies at every read of it. The expiry is in milliseconds since 1970.
 */
final class ContextSeal {
  /** How long a sealed context is good for: longer than any transaction, too short to be kept. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  private static final String ALGORITHM = "HmacSHA256";

  private final SealKey key;
  private final SecretKeySpec secret;
  private final Clock clock;

  ContextSeal(SealKey key, Clock clock) {
    this.key = key;
    this.secret = new SecretKeySpec(key.secret(), ALGORITHM);
    this.clock = clock;
  }

  String seal(Principal principal) {
    return seal(
        principal.tenant(), principal.subject(), principal.role().name().toLowerCase(Locale.ROOT));
  }

  /**
   * A context that opens the audit chain of a tenant, and nothing else: no principal has its role.
   */
  String sealAudit(UUID tenant) {
    return seal(tenant, new UUID(0, 0), "audit");
  }

  private String seal(UUID tenant, UUID subject, String role) {
    String body =
        "1."
            + key.id()
            + "|"
            + tenant
            + "|"
            + subject
            + "|"
            + role
            + "|"
            + clock.instant().plus(LIFETIME).toEpochMilli();
    return body + "|" + HexFormat.of().formatHex(mac(body));
  }

  private byte[] mac(String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(body.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
