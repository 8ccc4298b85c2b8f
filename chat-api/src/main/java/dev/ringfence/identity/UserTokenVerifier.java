package dev.ringfence.identity;

import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The check of users' tokens: one configured issuer, one key, one algorithm, exact claims. What it
 * returns is who the issuer says this is; a membership decides what that means here.
 */
public final class UserTokenVerifier {
  private static final Set<String> TYPES = Set.of("", "JWT", "at+jwt");

  /** An issuer and where its keys come from. */
  private record Trusted(IssuerSettings settings, KeySource keys) {}

  private final Map<String, Trusted> issuers;
  private final InstantSource clock;

  private UserTokenVerifier(Map<String, Trusted> issuers, InstantSource clock) {
    this.issuers = Map.copyOf(issuers);
    this.clock = clock;
  }

  /** A verifier for these issuers; nothing is fetched before the first token of an issuer. */
  public static UserTokenVerifier of(Collection<IssuerSettings> issuers, InstantSource clock) {
    return of(issuers, RemoteKeys.Pace.STANDARD, clock);
  }

  static UserTokenVerifier of(
      Collection<IssuerSettings> issuers, RemoteKeys.Pace pace, InstantSource clock) {
    HttpClient client = JwksEndpoint.newClient();
    Map<String, Trusted> trusted = new HashMap<>();
    for (IssuerSettings each : issuers) {
      KeySource keys =
          switch (each.keys()) {
            case KeyLocation.Inline inline -> fixed(KeySet.parse(inline.jwks()));
            case KeyLocation.Endpoint remote ->
                new RemoteKeys(
                    new JwksEndpoint(client, remote.jwksUri(), JwksEndpoint.TIMEOUT), pace, clock);
          };
      if (trusted.put(each.issuer(), new Trusted(each, keys)) != null) {
        throw new IllegalArgumentException("issuer configured twice: " + each.issuer());
      }
    }
    return new UserTokenVerifier(trusted, clock);
  }

  private static KeySource fixed(Map<String, VerificationKey> keys) {
    return id -> Optional.ofNullable(keys.get(id));
  }

  /**
   * Who the token speaks for.
   *
   * @throws TokenRefusedException when anything about it is not as it must be
   * @throws KeysUnavailableException when the issuer's keys cannot be had
   */
  public VerifiedUser verify(String token) {
    return verify(CompactToken.parse(token));
  }

  VerifiedUser verify(CompactToken token) {
    Trusted trusted = issuers.get(token.unverifiedIssuer());
    if (trusted == null) {
      throw new TokenRefusedException(TokenFault.ISSUER_UNKNOWN);
    }
    if (!TYPES.contains(token.type())) {
      throw new TokenRefusedException(TokenFault.TYPE_WRONG);
    }
    IssuerSettings settings = trusted.settings();
    Claims claims = token.verifyWith(trusted.keys(), settings.algorithms());
    claims.requireAudience(settings.audience(), settings.otherAudiences());
    claims.requireParty(settings.authorizedParties());
    Instant expires =
        claims.requireCurrent(clock.instant(), settings.leeway(), settings.maxLifetime());
    String tenant =
        switch (settings.tenant()) {
          case TenantClaim.At at -> claims.name(at.path());
          case TenantClaim.Always always -> always.slug();
        };
    return new VerifiedUser(
        settings.issuer(),
        tenant,
        claims.name(settings.subject()),
        expires,
        HomeRegions.of(claims));
  }
}
