package dev.ringfence.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Two tenants, their sites and members, three trusted issuers, and an authenticator over them at a
 * time that stands still. Fakes by hand; the keys are made once for the whole run.
 */
final class IdentityWorld {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final String ISSUER = "https://id.example.test";
  static final String OTHER_ISSUER = "https://other.example.test";
  static final String PARTY_ISSUER = "https://party.example.test";
  static final String AUDIENCE = "ringfence";

  static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  static final UUID GLOBEX = UUID.fromString("00000000-0000-4000-8000-00000000000b");
  static final UUID ANA = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
  static final UUID SAM = UUID.fromString("00000000-0000-4000-8000-0000000000a9");
  static final UUID SESSION = UUID.fromString("00000000-0000-4000-8000-0000000000f1");
  static final WebOrigin ACME_ORIGIN = new WebOrigin("https://www.acme.example");
  static final WebOrigin GLOBEX_ORIGIN = new WebOrigin("https://www.globex.example");
  static final Site ACME_SITE =
      new Site("pk_acme", ACME, "acme", TenantStatus.ACTIVE, Set.of(ACME_ORIGIN));
  static final Site GLOBEX_SITE =
      new Site("pk_globex", GLOBEX, "globex", TenantStatus.ACTIVE, Set.of(GLOBEX_ORIGIN));

  static final TestKey RSA = TestKey.rsa("rsa-1", 2048);
  static final TestKey EC = TestKey.ec("ec-1", "secp256r1");
  static final TestKey ED = TestKey.ed25519("ed-1");
  static final TestKey OTHER_EC = TestKey.ec("ec-2", "secp256r1");
  static final TestKey WEAK_RSA = TestKey.rsa("weak-1", 1024);
  static final TestKey P384 = TestKey.ec("p384-1", "secp384r1");
  static final TestKey STRANGER = TestKey.ec("ec-1", "secp256r1");
  static final SigningKey VISITOR_KEY = SigningKey.generate();

  static final VisitorTokens VISITOR_TOKENS = new VisitorTokens(VISITOR_KEY, "test", CLOCK);

  private IdentityWorld() {}

  static Authenticator authenticator() {
    return new Authenticator(
        UserTokenVerifier.of(List.of(issuer(), otherIssuer(), partyIssuer()), CLOCK),
        VISITOR_TOKENS,
        IdentityWorld::membership,
        IdentityWorld::site);
  }

  static IssuerSettings issuer() {
    return new IssuerSettings(
        ISSUER,
        AUDIENCE,
        Set.of(ISSUER + "/userinfo"),
        new KeyLocation.Inline(
            TestKey.jwks(RSA.jwk(), EC.jwk(), ED.jwk(), WEAK_RSA.jwk(), P384.jwk())),
        EnumSet.allOf(SigningAlgorithm.class),
        new ClaimPath("sub"),
        new TenantClaim.At(new ClaimPath("/app_metadata/tenant")),
        Set.of(),
        Duration.ofSeconds(30),
        Duration.ofHours(24));
  }

  private static IssuerSettings otherIssuer() {
    return IssuerSettings.of(
        OTHER_ISSUER,
        AUDIENCE,
        new KeyLocation.Inline(TestKey.jwks(OTHER_EC.jwk(), RSA.jwk())),
        Set.of(SigningAlgorithm.ES256),
        new TenantClaim.Always("globex"));
  }

  private static IssuerSettings partyIssuer() {
    return new IssuerSettings(
        PARTY_ISSUER,
        AUDIENCE,
        Set.of(),
        new KeyLocation.Inline(TestKey.jwks(EC.jwk())),
        Set.of(SigningAlgorithm.ES256),
        new ClaimPath("sub"),
        new TenantClaim.Always("acme"),
        Set.of("https://app.acme.example"),
        Duration.ZERO,
        Duration.ofHours(1));
  }

  private static Optional<Membership> membership(String issuer, String tenant, String subject) {
    return switch (issuer + " " + tenant + " " + subject) {
      case ISSUER + " acme ana", PARTY_ISSUER + " acme ana" ->
          member(ACME, ANA, Membership.Role.CUSTOMER);
      case ISSUER + " acme sam" -> member(ACME, SAM, Membership.Role.STAFF);
      case ISSUER + " acme removed" ->
          Optional.of(
              new Membership(
                  ACME,
                  ANA,
                  Membership.Role.CUSTOMER,
                  TenantStatus.ACTIVE,
                  Membership.Status.REMOVED));
      case ISSUER + " frozen ana" ->
          Optional.of(
              new Membership(
                  GLOBEX,
                  ANA,
                  Membership.Role.CUSTOMER,
                  TenantStatus.SUSPENDED,
                  Membership.Status.ACTIVE));
      default -> Optional.empty();
    };
  }

  private static Optional<Membership> member(UUID tenant, UUID member, Membership.Role role) {
    return Optional.of(
        new Membership(tenant, member, role, TenantStatus.ACTIVE, Membership.Status.ACTIVE));
  }

  private static Optional<Site> site(String key) {
    return switch (key) {
      case "pk_acme" -> Optional.of(ACME_SITE);
      case "pk_globex" -> Optional.of(GLOBEX_SITE);
      case "pk_frozen" -> Optional.of(frozenSite());
      case "pk_moved" ->
          Optional.of(new Site("pk_moved", ACME, "acme", TenantStatus.ACTIVE, Set.of()));
      default -> Optional.empty();
    };
  }

  static Site frozenSite() {
    return new Site("pk_frozen", GLOBEX, "globex", TenantStatus.SUSPENDED, Set.of(GLOBEX_ORIGIN));
  }

  /** The header of a good token of a key. */
  static String header(TestKey key) {
    return "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(key.algorithm(), key.id());
  }

  /** A good token's payload, with the given members, as JSON text, in the place of its own. */
  static String payload(String... changes) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("iss", quoted(ISSUER));
    members.put("aud", quoted(AUDIENCE));
    members.put("sub", quoted("ana"));
    members.put("app_metadata", "{\"tenant\":\"acme\"}");
    members.put("iat", at(-60));
    members.put("exp", at(600));
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1].isEmpty()) {
        members.remove(changes[i]);
      } else {
        members.put(changes[i], changes[i + 1]);
      }
    }
    return members.entrySet().stream()
        .map(each -> quoted(each.getKey()) + ":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String at(long secondsFromNow) {
    return Long.toString(NOW.plusSeconds(secondsFromNow).getEpochSecond());
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static String good() {
    return EC.token(header(EC), payload());
  }

  static String list(String... texts) {
    return Arrays.stream(texts)
        .map(IdentityWorld::quoted)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
