package dev.ringfence.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The short-lived tokens of visitors, signed and checked with the service's own key. Issuer,
 * audience and type are all different from any user's token, so neither can stand for the other.
 */
public final class VisitorTokens {
  /** The issuer no identity provider may be configured under. */
  public static final String ISSUER = "urn:ringfence:visitor";

  public static final Duration LIFETIME = Duration.ofMinutes(30);

  private static final String TYPE = "visitor+jwt";
  private static final Duration LEEWAY = Duration.ofSeconds(5);
  private static final ClaimPath SITE = new ClaimPath("site");
  private static final ClaimPath TENANT = new ClaimPath("tenant");
  private static final ClaimPath SESSION = new ClaimPath("session");
  private static final ClaimPath ORIGIN = new ClaimPath("origin");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final SigningKey key;
  private final Map<String, VerificationKey> keys;
  private final String audience;
  private final InstantSource clock;

  /**
   * @param environment where the service runs ({@code production}, {@code staging}); a token of one
   *     is refused by the other even if they share a key
   */
  public VisitorTokens(SigningKey key, String environment, InstantSource clock) {
    this.key = key;
    this.keys = KeySet.parse(key.publicJwks());
    this.audience = "ringfence-visitor:" + environment;
    this.clock = clock;
  }

  /**
   * A token for a session on a site; the origin is one the site {@linkplain Site#allowed allows}.
   */
  public IssuedToken issue(Site site, WebOrigin origin, UUID session) {
    if (!site.allowedOrigins().contains(origin)) {
      throw new IllegalArgumentException("a visitor token is issued for an allowed origin only");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expires = now.plus(LIFETIME);
    String token =
        key.sign(
            TYPE,
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .claim("site", site.key())
                .claim("tenant", site.tenantId().toString())
                .claim("session", session.toString())
                .claim("origin", origin.value())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .build());
    return new IssuedToken(token, expires);
  }

  /**
   * The session a token opens.
   *
   * @throws TokenRefusedException when anything about it is not as it must be
   */
  public VisitorToken verify(String token) {
    return verify(CompactToken.parse(token));
  }

  VisitorToken verify(CompactToken token) {
    if (!token.unverifiedIssuer().equals(ISSUER)) {
      throw new TokenRefusedException(TokenFault.ISSUER_UNKNOWN);
    }
    if (!token.type().equals(TYPE)) {
      throw new TokenRefusedException(TokenFault.TYPE_WRONG);
    }
    Claims claims =
        token.verifyWith(id -> Optional.ofNullable(keys.get(id)), Set.of(SigningAlgorithm.ES256));
    claims.requireAudience(audience, Set.of());
    Instant expires = claims.requireCurrent(clock.instant(), LEEWAY, LIFETIME);
    return new VisitorToken(
        claims.name(SITE),
        uuid(claims.name(TENANT)),
        uuid(claims.name(SESSION)),
        WebOrigin.parse(claims.name(ORIGIN)).orElseThrow(VisitorTokens::malformed),
        expires);
  }

  private static UUID uuid(String text) {
    if (!UUID_FORM.matcher(text).matches()) {
      throw malformed();
    }
    return UUID.fromString(text);
  }

  private static TokenRefusedException malformed() {
    return new TokenRefusedException(TokenFault.CLAIM_MALFORMED);
  }
}
