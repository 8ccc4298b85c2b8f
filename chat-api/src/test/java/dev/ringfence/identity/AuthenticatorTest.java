package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.ACME;
import static dev.ringfence.identity.IdentityWorld.ACME_ORIGIN;
import static dev.ringfence.identity.IdentityWorld.ANA;
import static dev.ringfence.identity.IdentityWorld.EC;
import static dev.ringfence.identity.IdentityWorld.ED;
import static dev.ringfence.identity.IdentityWorld.NOW;
import static dev.ringfence.identity.IdentityWorld.RSA;
import static dev.ringfence.identity.IdentityWorld.SAM;
import static dev.ringfence.identity.IdentityWorld.SESSION;
import static dev.ringfence.identity.IdentityWorld.at;
import static dev.ringfence.identity.IdentityWorld.header;
import static dev.ringfence.identity.IdentityWorld.list;
import static dev.ringfence.identity.IdentityWorld.payload;
import static dev.ringfence.identity.IdentityWorld.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringfence.audit.Actor;
import dev.ringfence.database.Principal;
import dev.ringfence.identity.Authentication.Authenticated;
import dev.ringfence.identity.Authentication.Forbidden;
import dev.ringfence.identity.Authentication.Missing;
import dev.ringfence.identity.Authentication.Rejected;
import dev.ringfence.identity.Authentication.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AuthenticatorTest {
  private static final DemoIssuer DEMO = new DemoIssuer(SigningKey.generate(), IdentityWorld.CLOCK);

  private final Authenticator authenticator = IdentityWorld.authenticator();

  static List<TokenVector> vectors() {
    return Stream.of(
            FormVectors.all(),
            KeyVectors.all(),
            SignatureVectors.all(),
            ClaimVectors.all(),
            VisitorVectors.all())
        .flatMap(each -> each)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void hostileTokenIsRefusedForItsOwnReason(TokenVector vector) {
    Authentication outcome =
        authenticator.authenticate(vector.authorization(), vector.origin().orElse(null));

    assertThat(
            outcome instanceof Forbidden forbidden ? Forbidden.stranger(forbidden.ban()) : outcome)
        .as(vector.reason())
        .isEqualTo(vector.expected());
  }

  @Test
  void whoeverIsKnownAndNotLetInIsNamedForTheAuditAndNobodyElse() {
    assertThat(bearer(EC.token(header(EC), payload("sub", quoted("removed")))))
        .contains(new Actor(ACME, "removed", "customer", ANA));
    assertThat(bearer(EC.token(header(EC), payload("sub", quoted("nobody"))))).isEmpty();
    for (TenantStatus status : TenantStatus.values()) {
      Authenticator authenticator =
          authenticatorOf(
              UserTokenVerifier.of(List.of(DEMO.settings()), IdentityWorld.CLOCK), status);
      String token = "Bearer " + DEMO.mint("acme", "ana", Duration.ofHours(1));
      assertThat(authenticator.authenticate(token, null))
          .isEqualTo(
              switch (status) {
                case ACTIVE ->
                    new Authenticated(
                        new Principal.Customer(ACME, ANA),
                        NOW.plusSeconds(3_600),
                        "acme",
                        "ana",
                        List.of());
                case SUSPENDED ->
                    new Forbidden(
                        Ban.TENANT_SUSPENDED, Optional.of(new Actor(ACME, "ana", "customer", ANA)));
                // Nothing is added to what is left of it.
                case ERASED -> Forbidden.stranger(Ban.TENANT_SUSPENDED);
              });
    }
  }

  private Optional<Actor> bearer(String token) {
    return authenticator.authenticate("Bearer " + token, null) instanceof Forbidden forbidden
        ? forbidden.bearer()
        : Optional.empty();
  }

  @Test
  void tableOfHostileTokensIsLargeAndReachesEveryFaultAndEveryBan() {
    assertThat(vectors()).hasSizeGreaterThan(200);
    assertThat(vectors()).extracting(TokenVector::name).doesNotHaveDuplicates();
    assertThat(vectors())
        .extracting(TokenVector::expected)
        .contains(Stream.of(TokenFault.values()).map(Rejected::new).toArray(Authentication[]::new));
    assertThat(vectors())
        .extracting(TokenVector::expected)
        .contains(Stream.of(Ban.values()).map(Forbidden::stranger).toArray(Authentication[]::new));
  }

  static Stream<Arguments> goodTokens() {
    return Stream.of(
        arguments("ES256", EC.token(header(EC), payload())),
        arguments("RS256", RSA.token(header(RSA), payload())),
        arguments("EdDSA", ED.token(header(ED), payload())),
        arguments("no typ", EC.token("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", payload())),
        arguments(
            "an access token's typ",
            EC.token("{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"typ\":\"at+jwt\"}", payload())),
        arguments(
            "a header of the provider's own",
            EC.token(
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"cat\":\"x\",\"x5t\":\"y\"}", payload())),
        arguments("audience as a list", EC.token(header(EC), payload("aud", list("ringfence")))),
        arguments(
            "a tolerated second audience",
            EC.token(
                header(EC), payload("aud", list("ringfence", "https://id.example.test/userinfo")))),
        arguments("no iat", EC.token(header(EC), payload("iat", ""))),
        arguments("nbf within the leeway", EC.token(header(EC), payload("nbf", at(30)))),
        arguments("exp within the leeway", EC.token(header(EC), payload("exp", at(-29)))),
        arguments("claims nobody asked for", EC.token(header(EC), payload("x", "[{\"y\":1.5}]"))),
        arguments(
            "an authorized party",
            EC.token(
                header(EC),
                payload(
                    "iss", quoted(IdentityWorld.PARTY_ISSUER),
                    "azp", quoted("https://app.acme.example")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodTokens")
  void goodTokenOfAMemberIsACustomer(String name, String token) {
    assertThat(authenticator.authenticate("Bearer " + token, null))
        .isInstanceOfSatisfying(
            Authenticated.class,
            who -> {
              assertThat(who.principal()).isEqualTo(new Principal.Customer(ACME, ANA));
              assertThat(who.tenantSlug()).isEqualTo("acme");
              assertThat(who.displaySubject()).isEqualTo("ana");
            });
  }

  @Test
  void theRoleComesFromTheMembershipAndNotFromTheToken() {
    String token = EC.token(header(EC), payload("sub", quoted("sam"), "role", quoted("customer")));
    String boastful =
        EC.token(header(EC), payload("role", quoted("staff"), "email", quoted("sam")));

    assertThat(authenticator.authenticate("Bearer " + token, null))
        .isEqualTo(
            new Authenticated(
                new Principal.Staff(ACME, SAM), NOW.plusSeconds(600), "acme", "sam", List.of()));
    assertThat(authenticator.authenticate("Bearer " + boastful, null))
        .isEqualTo(
            new Authenticated(
                new Principal.Customer(ACME, ANA), NOW.plusSeconds(600), "acme", "ana", List.of()));
  }

  @Test
  void theSchemeMayBeWrittenInAnyCaseAsHttpSays() {
    assertThat(authenticator.authenticate("bearer " + IdentityWorld.good(), null))
        .isInstanceOf(Authenticated.class);
    assertThat(authenticator.authenticate("BEARER " + IdentityWorld.good(), null))
        .isInstanceOf(Authenticated.class);
  }

  @Test
  void noHeaderIsMissingAndNotRejected() {
    assertThat(authenticator.authenticate(null, null)).isEqualTo(new Missing());
    assertThat(authenticator.authenticate(null, "https://evil.example")).isEqualTo(new Missing());
  }

  /** An answer may outlast the token that it was asked with. */
  @Test
  void aTokenThatRunsOutHidesNoRemoval() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    AtomicReference<Membership.Status> status = new AtomicReference<>(Membership.Status.ACTIVE);
    Authenticator lasting =
        new Authenticator(
            UserTokenVerifier.of(List.of(DEMO.settings()), now::get),
            IdentityWorld.VISITOR_TOKENS,
            (issuer, tenant, subject) ->
                Optional.of(
                    new Membership(
                        ACME, ANA, Membership.Role.CUSTOMER, TenantStatus.ACTIVE, status.get())),
            site -> Optional.empty());
    String token = "Bearer " + DEMO.mint("acme", "ana", Duration.ofMinutes(5));
    Supplier<Authentication> sender = lasting.sender(token, null);

    now.set(NOW.plus(Duration.ofHours(1)));
    assertThat(sender.get()).isInstanceOf(Authenticated.class);
    assertThat(lasting.authenticate(token, null)).isInstanceOf(Rejected.class);
    status.set(Membership.Status.REMOVED);
    assertThat(sender.get())
        .isInstanceOfSatisfying(
            Forbidden.class, ban -> assertThat(ban.ban()).isEqualTo(Ban.MEMBER_REMOVED));
  }

  @Test
  void aVisitorsTokenThatRunsOutHidesNoClosedSite() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    AtomicReference<Optional<Site>> site =
        new AtomicReference<>(Optional.of(IdentityWorld.ACME_SITE));
    VisitorTokens tokens = new VisitorTokens(IdentityWorld.VISITOR_KEY, "test", now::get);
    Authenticator lasting =
        new Authenticator(
            UserTokenVerifier.of(List.of(), now::get),
            tokens,
            (issuer, tenant, subject) -> Optional.empty(),
            key -> site.get());
    String token = "Bearer " + tokens.issue(IdentityWorld.ACME_SITE, ACME_ORIGIN, SESSION).token();
    Supplier<Authentication> sender = lasting.sender(token, null);

    now.set(NOW.plus(Duration.ofHours(1)));
    assertThat(sender.get()).isInstanceOf(Authenticated.class);
    assertThat(lasting.authenticate(token, null)).isInstanceOf(Rejected.class);
    site.set(Optional.empty());
    assertThat(sender.get())
        .isInstanceOfSatisfying(
            Forbidden.class, ban -> assertThat(ban.ban()).isEqualTo(Ban.SITE_UNKNOWN));
  }

  @Test
  void aVisitorIsKnownFromItsOwnOriginAndWithoutOne() {
    IssuedToken issued =
        IdentityWorld.VISITOR_TOKENS.issue(IdentityWorld.ACME_SITE, ACME_ORIGIN, SESSION);
    Authentication visitor =
        new Authenticated(
            new Principal.Visitor(ACME, SESSION), issued.expiresAt(), "acme", "visitor", List.of());

    assertThat(authenticator.authenticate("Bearer " + issued.token(), ACME_ORIGIN.value()))
        .isEqualTo(visitor);
    assertThat(
            authenticator.authenticate("Bearer " + issued.token(), "HTTPS://WWW.acme.example:443"))
        .isEqualTo(visitor);
    assertThat(authenticator.authenticate("Bearer " + issued.token(), null)).isEqualTo(visitor);
  }

  @Test
  void aDemoTokenIsAcceptedOnlyWhereTheDemoIssuerIs() {
    String token = "Bearer " + DEMO.mint("acme", "ana", Duration.ofHours(1));
    Authenticator withDemo =
        authenticatorOf(UserTokenVerifier.of(List.of(DEMO.settings()), IdentityWorld.CLOCK));

    assertThat(withDemo.authenticate(token, null)).isInstanceOf(Authenticated.class);
    assertThat(authenticator.authenticate(token, null))
        .isEqualTo(new Rejected(TokenFault.ISSUER_UNKNOWN));
  }

  @Test
  void anIssuerThatNeverAnsweredMakesAnOutageAndNotARefusal() {
    IssuerSettings nowhere =
        IssuerSettings.of(
            IdentityWorld.ISSUER,
            IdentityWorld.AUDIENCE,
            new KeyLocation.Endpoint(java.net.URI.create("http://127.0.0.1:1/jwks")),
            java.util.Set.of(SigningAlgorithm.ES256),
            new TenantClaim.Always("acme"));

    assertThat(
            authenticatorOf(UserTokenVerifier.of(List.of(nowhere), InstantSource.fixed(NOW)))
                .authenticate("Bearer " + IdentityWorld.good(), null))
        .isEqualTo(new Unavailable());
  }

  private static Authenticator authenticatorOf(UserTokenVerifier verifier) {
    return authenticatorOf(verifier, TenantStatus.ACTIVE);
  }

  private static Authenticator authenticatorOf(UserTokenVerifier verifier, TenantStatus status) {
    return new Authenticator(
        verifier,
        IdentityWorld.VISITOR_TOKENS,
        (issuer, tenant, subject) ->
            Optional.of(
                new Membership(
                    ACME, ANA, Membership.Role.CUSTOMER, status, Membership.Status.ACTIVE)),
        site -> Optional.empty());
  }
}
