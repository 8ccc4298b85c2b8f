package dev.ringfence.identity;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A website that shows the widget: a public key, the tenant it belongs to, and the origins it may
 * be used from. No origin listed means none is allowed.
 */
public record Site(
    String key,
    UUID tenantId,
    String tenantSlug,
    TenantStatus tenantStatus,
    Set<WebOrigin> allowedOrigins) {
  public Site {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** The origin of an {@code Origin} header, if this site may be used from there. */
  public Optional<WebOrigin> allowed(@Nullable String originHeader) {
    return Optional.ofNullable(originHeader)
        .flatMap(WebOrigin::parse)
        .filter(allowedOrigins::contains);
  }
}
