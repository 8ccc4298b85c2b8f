package dev.ringfence.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The identity provider of the demo companies. It says whatever it is asked to, so it belongs to
 * {@code up} and is no issuer that {@code serve} accepts.
 */
public final class DemoIssuer {
  public static final String ISSUER = "urn:ringfence:demo";
  public static final String AUDIENCE = "ringfence";
  public static final String KEY_FILE = "demo-issuer.jwk";

  private static final String TENANT = "tenant";

  private final SigningKey key;
  private final InstantSource clock;

  DemoIssuer(SigningKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /** The demo issuer of a data directory, with the same key at every start. */
  public static DemoIssuer in(Path directory, InstantSource clock) {
    return new DemoIssuer(new KeyFile(directory.resolve(KEY_FILE)).loadOrGenerate(), clock);
  }

  /** The public key as a JWKS document, for whoever wants to check a demo token. */
  public String publicJwks() {
    return key.publicJwks();
  }

  /** How a verifier of the same process accepts its tokens. */
  public IssuerSettings settings() {
    return IssuerSettings.of(
        ISSUER,
        AUDIENCE,
        new KeyLocation.Inline(publicJwks()),
        Set.of(SigningAlgorithm.ES256),
        new TenantClaim.At(new ClaimPath(TENANT)));
  }

  /** A token for a user of a tenant; neither needs to exist. */
  public String mint(String tenant, String user, Duration lifetime) {
    return mint(tenant, user, lifetime, Optional.empty());
  }

  /**
   * The same for somebody who reads in a language and a place.
   *
   * @param locale as BCP 47 writes it, such as {@code de-AT}
   */
  public String mint(String tenant, String user, Duration lifetime, Optional<String> locale) {
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(IssuerSettings.DEFAULT_MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException("a token lives between one second and 24 hours");
    }
    Instant now = clock.instant();
    return key.sign(
        "JWT",
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(user)
            .claim(TENANT, tenant)
            .claim("locale", locale.orElse(null))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .jwtID(UUID.randomUUID().toString())
            .build());
  }
}
