package dev.ringfence.identity;

import java.time.Duration;
import java.util.Set;

/**
 * One identity provider whose users this service accepts.
 *
 * @param issuer the exact {@code iss}
 * @param audience the exact {@code aud} that must be named
 * @param otherAudiences audiences that may stand beside it; any other makes the token somebody
 *     else's
 * @param keys where its public keys are
 * @param algorithms what its tokens may be signed with
 * @param subject the claim that names the user inside the issuer
 * @param tenant where the tenant is named
 * @param authorizedParties the {@code azp} values allowed; empty when the claim is not looked at
 * @param leeway how far clocks may differ
 * @param maxLifetime how long a token may be valid, whatever it says itself
 */
public record IssuerSettings(
    String issuer,
    String audience,
    Set<String> otherAudiences,
    KeyLocation keys,
    Set<SigningAlgorithm> algorithms,
    ClaimPath subject,
    TenantClaim tenant,
    Set<String> authorizedParties,
    Duration leeway,
    Duration maxLifetime) {
  public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(30);
  public static final Duration DEFAULT_MAX_LIFETIME = Duration.ofHours(24);
  private static final Duration MOST_LEEWAY = Duration.ofMinutes(5);

  public IssuerSettings {
    otherAudiences = Set.copyOf(otherAudiences);
    algorithms = Set.copyOf(algorithms);
    authorizedParties = Set.copyOf(authorizedParties);
    require(!issuer.isBlank(), "an issuer has a name");
    require(!issuer.equals(VisitorTokens.ISSUER), "this issuer is the service's own");
    require(
        !audience.isBlank(), "an audience is required: without one any token of the issuer fits");
    require(!algorithms.isEmpty(), "at least one algorithm is allowed");
    require(!leeway.isNegative() && leeway.compareTo(MOST_LEEWAY) <= 0, "leeway is 0 to 5 minutes");
    require(maxLifetime.isPositive(), "the longest lifetime is positive");
  }

  /** An issuer in the usual form: user in {@code sub}, default leeway and lifetime. */
  public static IssuerSettings of(
      String issuer,
      String audience,
      KeyLocation keys,
      Set<SigningAlgorithm> algorithms,
      TenantClaim tenant) {
    return new IssuerSettings(
        issuer,
        audience,
        Set.of(),
        keys,
        algorithms,
        new ClaimPath("sub"),
        tenant,
        Set.of(),
        DEFAULT_LEEWAY,
        DEFAULT_MAX_LIFETIME);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
