package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.ACME;
import static dev.ringfence.identity.IdentityWorld.ACME_ORIGIN;
import static dev.ringfence.identity.IdentityWorld.ACME_SITE;
import static dev.ringfence.identity.IdentityWorld.CLOCK;
import static dev.ringfence.identity.IdentityWorld.EC;
import static dev.ringfence.identity.IdentityWorld.GLOBEX_ORIGIN;
import static dev.ringfence.identity.IdentityWorld.NOW;
import static dev.ringfence.identity.IdentityWorld.SESSION;
import static dev.ringfence.identity.IdentityWorld.VISITOR_KEY;
import static dev.ringfence.identity.IdentityWorld.VISITOR_TOKENS;
import static dev.ringfence.identity.IdentityWorld.header;
import static dev.ringfence.identity.IdentityWorld.payload;
import static dev.ringfence.identity.IdentityWorld.quoted;
import static dev.ringfence.identity.TokenVector.banned;
import static dev.ringfence.identity.TokenVector.refused;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Visitor tokens used by the wrong site, at the wrong time, or as something they are not. */
final class VisitorVectors {
  private static final String ELSEWHERE = "a token works where it was issued";
  private static final String AUDIENCE = "ringfence-visitor:test";

  private VisitorVectors() {}

  static Stream<TokenVector> all() {
    return Stream.of(origins(), sites(), kinds(), claims()).flatMap(each -> each);
  }

  private static Stream<TokenVector> origins() {
    return Stream.of(
            GLOBEX_ORIGIN.value(),
            "null",
            "",
            "http://www.acme.example",
            "https://www.acme.example:8443",
            "https://www.acme.example.evil.example",
            "https://evil.example/https://www.acme.example",
            "https://acme.example",
            "https://www.acme.example, https://www.acme.example",
            "https://www.acme.example/",
            "https://user@www.acme.example",
            "https://*.acme.example",
            "https://www.\u0430cme.example")
        .map(
            origin ->
                banned("visitor from '" + origin + "'", ELSEWHERE, good(), Ban.ORIGIN_NOT_ALLOWED)
                    .from(origin));
  }

  private static Stream<TokenVector> sites() {
    Site moved = new Site("pk_moved", ACME, "acme", TenantStatus.ACTIVE, Set.of(ACME_ORIGIN));
    Site gone = new Site("pk_gone", ACME, "acme", TenantStatus.ACTIVE, Set.of(ACME_ORIGIN));
    Site sold = new Site("pk_globex", ACME, "acme", TenantStatus.ACTIVE, Set.of(ACME_ORIGIN));
    return Stream.of(
        banned(
            "origin taken away since",
            "the list is read each time",
            token(moved),
            Ban.ORIGIN_NOT_ALLOWED),
        banned("site removed since", "the site is read each time", token(gone), Ban.SITE_UNKNOWN),
        banned(
            "site of another tenant",
            "site and tenant belong together",
            token(sold),
            Ban.SITE_UNKNOWN),
        banned(
            "suspended tenant's visitor",
            "a suspended tenant is not served",
            VISITOR_TOKENS.issue(IdentityWorld.frozenSite(), GLOBEX_ORIGIN, SESSION).token(),
            Ban.TENANT_SUSPENDED));
  }

  private static Stream<TokenVector> kinds() {
    return Stream.of(
        refused(
            "visitor token under a user issuer's name",
            "the visitors' key is no key of the issuer",
            signed("JWT", claims -> claims.issuer(IdentityWorld.ISSUER)),
            TokenFault.KEY_UNKNOWN),
        refused(
            "visitor token of type JWT",
            "another kind of token",
            signed("JWT", claims -> claims),
            TokenFault.TYPE_WRONG),
        refused(
            "user token under the visitors' issuer",
            "no key of an issuer is a key for visitors",
            EC.token(
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"typ\":\"visitor+jwt\"}",
                payload("iss", quoted(VisitorTokens.ISSUER))),
            TokenFault.KEY_UNKNOWN),
        refused(
            "user token with its own type under the visitors' issuer",
            "another kind of token",
            EC.token(header(EC), payload("iss", quoted(VisitorTokens.ISSUER))),
            TokenFault.TYPE_WRONG),
        refused(
            "visitor token of another key",
            "each service has a key of its own",
            new VisitorTokens(SigningKey.generate(), "test", CLOCK)
                .issue(ACME_SITE, ACME_ORIGIN, SESSION)
                .token(),
            TokenFault.KEY_UNKNOWN),
        refused(
            "visitor token of another environment",
            "staging is not production",
            new VisitorTokens(VISITOR_KEY, "staging", CLOCK)
                .issue(ACME_SITE, ACME_ORIGIN, SESSION)
                .token(),
            TokenFault.AUDIENCE_WRONG),
        refused(
            "visitor token for users' audience",
            "another audience",
            signed("visitor+jwt", claims -> claims.audience(IdentityWorld.AUDIENCE)),
            TokenFault.AUDIENCE_WRONG),
        refused(
            "visitor token with another site written in",
            "signed for something else",
            exchanged(),
            TokenFault.SIGNATURE_WRONG));
  }

  private static Stream<TokenVector> claims() {
    return Stream.of(
        refused(
            "visitor token after 30 minutes",
            "over",
            new VisitorTokens(
                    VISITOR_KEY, "test", InstantSource.fixed(NOW.minus(Duration.ofMinutes(31))))
                .issue(ACME_SITE, ACME_ORIGIN, SESSION)
                .token(),
            TokenFault.EXPIRED),
        refused(
            "visitor token for a day",
            "30 minutes at most",
            signed(
                "visitor+jwt",
                claims -> claims.expirationTime(Date.from(NOW.plus(Duration.ofDays(1))))),
            TokenFault.LIFETIME_TOO_LONG),
        refused(
            "visitor token without a session",
            "nothing to own",
            signed("visitor+jwt", claims -> claims.claim("session", null)),
            TokenFault.CLAIM_MISSING),
        refused(
            "visitor token whose session is no uuid",
            "not an id",
            signed("visitor+jwt", claims -> claims.claim("session", "1-1-1-1-1")),
            TokenFault.CLAIM_MALFORMED),
        refused(
            "visitor token whose origin is null",
            "a sandboxed frame is no site",
            signed("visitor+jwt", claims -> claims.claim("origin", "null")),
            TokenFault.CLAIM_MALFORMED));
  }

  private static String good() {
    return token(ACME_SITE);
  }

  private static String token(Site site) {
    return VISITOR_TOKENS.issue(site, ACME_ORIGIN, SESSION).token();
  }

  private static String exchanged() {
    String[] parts = good().split("\\.", -1);
    String[] other =
        VISITOR_TOKENS
            .issue(IdentityWorld.GLOBEX_SITE, GLOBEX_ORIGIN, new UUID(1, 1))
            .token()
            .split("\\.", -1);
    return parts[0] + "." + other[1] + "." + parts[2];
  }

  private static String signed(String type, UnaryOperator<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(VisitorTokens.ISSUER)
            .audience(AUDIENCE)
            .claim("site", "pk_acme")
            .claim("tenant", ACME.toString())
            .claim("session", SESSION.toString())
            .claim("origin", ACME_ORIGIN.value())
            .issueTime(Date.from(NOW))
            .expirationTime(Date.from(NOW.plusSeconds(600)));
    return VISITOR_KEY.sign(type, change.apply(claims).build());
  }
}
