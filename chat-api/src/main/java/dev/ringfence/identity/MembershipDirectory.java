package dev.ringfence.identity;

import java.util.Optional;

/**
 * The memberships there are, found by the exact issuer, tenant and subject together: the same
 * subject of another issuer is another person.
 */
@FunctionalInterface
public interface MembershipDirectory {
  Optional<Membership> find(String issuer, String tenantSlug, String subject);
}
