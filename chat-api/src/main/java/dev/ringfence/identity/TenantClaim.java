package dev.ringfence.identity;

/**
 * Where an issuer's tokens say which tenant they are for. There is no standard claim, so it is
 * configured per issuer; whatever it yields is confirmed by a membership.
 */
public sealed interface TenantClaim {
  /** A claim of the token. */
  record At(ClaimPath path) implements TenantClaim {}

  /** One tenant for every token: an issuer that belongs to a single company. */
  record Always(String slug) implements TenantClaim {
    public Always {
      if (slug.isBlank()) {
        throw new IllegalArgumentException("a tenant's slug is not blank");
      }
    }
  }
}
