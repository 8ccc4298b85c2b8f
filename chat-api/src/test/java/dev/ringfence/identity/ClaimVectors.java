package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.EC;
import static dev.ringfence.identity.IdentityWorld.at;
import static dev.ringfence.identity.IdentityWorld.header;
import static dev.ringfence.identity.IdentityWorld.list;
import static dev.ringfence.identity.IdentityWorld.payload;
import static dev.ringfence.identity.IdentityWorld.quoted;
import static dev.ringfence.identity.TokenVector.banned;
import static dev.ringfence.identity.TokenVector.refused;

import java.util.stream.Stream;

/** Genuinely signed tokens whose claims are wrong. */
final class ClaimVectors {
  private static final String NOT_FOR_US = "issued for somebody else";
  private static final String NOT_A_TIME = "a time is a whole number of seconds";

  private ClaimVectors() {}

  static Stream<TokenVector> all() {
    return Stream.of(issuers(), audiences(), parties(), times(), names(), members())
        .flatMap(each -> each);
  }

  private static Stream<TokenVector> issuers() {
    return Stream.concat(
        Stream.of(
                "https://evil.example",
                "https://id.example.test/",
                "HTTPS://id.example.test",
                "https://id.example.test.evil.example",
                " https://id.example.test",
                "",
                DemoIssuer.ISSUER)
            .map(
                each ->
                    claim(
                        "iss '" + each + "'",
                        "an issuer is compared whole",
                        TokenFault.ISSUER_UNKNOWN,
                        "iss",
                        quoted(each))),
        Stream.of(
            claim("no iss", "it chooses the key", TokenFault.CLAIM_MISSING, "iss", ""),
            claim("iss null", "a name", TokenFault.CLAIM_MALFORMED, "iss", "null"),
            claim(
                "iss list",
                "a name",
                TokenFault.CLAIM_MALFORMED,
                "iss",
                list(IdentityWorld.ISSUER)),
            claim("iss object", "a name", TokenFault.CLAIM_MALFORMED, "iss", "{}")));
  }

  private static Stream<TokenVector> audiences() {
    return Stream.of(
            "",
            "null",
            "1",
            "true",
            "{}",
            "{\"ringfence\":true}",
            "[]",
            quoted(""),
            quoted("Ringfence"),
            quoted("ringfence "),
            quoted("ringfence2"),
            quoted("ringfenc"),
            quoted("other,ringfence"),
            quoted("*"),
            quoted("r\\u0131ngfence"),
            list("other"),
            list("ringfence", "https://evil.example/api"),
            list("ringfence", "ringfence"),
            list("ringfence,other"),
            "[[\"ringfence\"]]",
            "[\"ringfence\",1]",
            "[\"ringfence\",null]",
            list("ringfence", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
            list("https://id.example.test/userinfo"))
        .map(
            each ->
                claim(
                    "aud " + (each.isEmpty() ? "absent" : each),
                    NOT_FOR_US,
                    TokenFault.AUDIENCE_WRONG,
                    "aud",
                    each));
  }

  private static Stream<TokenVector> parties() {
    return Stream.of(
            "", "null", quoted("https://app.acme.example.evil"), list("https://app.acme.example"))
        .map(
            each ->
                refused(
                    "azp " + (each.isEmpty() ? "absent" : each),
                    "issued to another client",
                    EC.token(
                        header(EC),
                        payload("iss", quoted(IdentityWorld.PARTY_ISSUER), "azp", each)),
                    TokenFault.PARTY_WRONG));
  }

  private static Stream<TokenVector> times() {
    Stream<TokenVector> types =
        Stream.of("exp", "nbf", "iat")
            .flatMap(
                name ->
                    Stream.of(
                            quoted(at(0)),
                            at(0) + ".5",
                            at(0) + ".0",
                            "1.9e9",
                            "-1",
                            "null",
                            "true",
                            "[" + at(0) + "]",
                            "{}",
                            "253402300800",
                            "9223372036854775808",
                            "9".repeat(400))
                        .map(
                            each ->
                                claim(
                                    name + " " + each.substring(0, Math.min(24, each.length())),
                                    NOT_A_TIME,
                                    TokenFault.CLAIM_MALFORMED,
                                    name,
                                    each)));
    Stream<TokenVector> values =
        Stream.of(
            claim("no exp", "a token must end", TokenFault.CLAIM_MISSING, "exp", ""),
            claim("exp long ago", "over", TokenFault.EXPIRED, "exp", "0"),
            claim("exp just beyond the leeway", "over", TokenFault.EXPIRED, "exp", at(-30)),
            claim("nbf in the future", "not yet", TokenFault.NOT_YET_VALID, "nbf", at(31)),
            claim("iat in the future", "not yet", TokenFault.NOT_YET_VALID, "iat", at(31)),
            claim(
                "exp in a year",
                "nothing lives that long",
                TokenFault.LIFETIME_TOO_LONG,
                "exp",
                at(31_536_000)),
            refused(
                "exp in a year, no iat",
                "leaving iat out changes nothing",
                EC.token(header(EC), payload("iat", "", "exp", at(31_536_000))),
                TokenFault.LIFETIME_TOO_LONG),
            claim(
                "issued long ago and still valid",
                "nothing lives that long",
                TokenFault.LIFETIME_TOO_LONG,
                "iat",
                at(-90_000)),
            refused(
                "ends before it begins",
                "nonsense",
                EC.token(header(EC), payload("iat", at(20), "exp", at(10))),
                TokenFault.CLAIM_MALFORMED));
    return Stream.concat(types, values);
  }

  private static Stream<TokenVector> names() {
    return Stream.of(
        claim("no sub", "nobody", TokenFault.CLAIM_MISSING, "sub", ""),
        claim("sub null", "nobody", TokenFault.CLAIM_MISSING, "sub", "null"),
        claim("sub empty", "nobody", TokenFault.CLAIM_MALFORMED, "sub", quoted("")),
        claim("sub number", "not a name", TokenFault.CLAIM_MALFORMED, "sub", "7"),
        claim("sub list", "not a name", TokenFault.CLAIM_MALFORMED, "sub", list("ana")),
        claim(
            "sub with NUL",
            "cut short by careless readers",
            TokenFault.CLAIM_MALFORMED,
            "sub",
            quoted("ana\\u0000x")),
        claim(
            "sub with a space behind",
            "trimmed by careless readers",
            TokenFault.CLAIM_MALFORMED,
            "sub",
            quoted("ana ")),
        claim(
            "sub with half a surrogate",
            "becomes '?' on the way to a database",
            TokenFault.CLAIM_MALFORMED,
            "sub",
            quoted("an\\ud800")),
        claim(
            "sub look-alike", "ASCII only", TokenFault.CLAIM_MALFORMED, "sub", quoted("\u0430na")),
        claim(
            "sub too long",
            "255 characters",
            TokenFault.CLAIM_MALFORMED,
            "sub",
            quoted("a".repeat(256))),
        claim("no tenant", "no default tenant", TokenFault.CLAIM_MISSING, "app_metadata", "{}"),
        claim(
            "tenant where the user can write",
            "only the configured place",
            TokenFault.CLAIM_MISSING,
            "app_metadata",
            "{\"user\":{\"tenant\":\"acme\"}}"),
        claim(
            "tenant list",
            "one tenant",
            TokenFault.CLAIM_MALFORMED,
            "app_metadata",
            "{\"tenant\":[\"acme\",\"globex\"]}"),
        claim(
            "tenant object",
            "a name",
            TokenFault.CLAIM_MALFORMED,
            "app_metadata",
            "{\"tenant\":{\"id\":\"acme\"}}"));
  }

  private static Stream<TokenVector> members() {
    return Stream.of(
        member("unknown user", Ban.NOT_A_MEMBER, "sub", quoted("nobody")),
        member("user in another case", Ban.NOT_A_MEMBER, "sub", quoted("Ana")),
        member("user with a wildcard", Ban.NOT_A_MEMBER, "sub", quoted("%")),
        member(
            "e-mail instead of the subject", Ban.NOT_A_MEMBER, "sub", quoted("ana@acme.example")),
        member("another tenant", Ban.NOT_A_MEMBER, "app_metadata", "{\"tenant\":\"globex\"}"),
        member("no such tenant", Ban.NOT_A_MEMBER, "app_metadata", "{\"tenant\":\"nowhere\"}"),
        member("removed member", Ban.MEMBER_REMOVED, "sub", quoted("removed")),
        member("suspended tenant", Ban.TENANT_SUSPENDED, "app_metadata", "{\"tenant\":\"frozen\"}"),
        banned(
            "same subject of another issuer",
            "another issuer's ana is another person",
            IdentityWorld.OTHER_EC.token(
                header(IdentityWorld.OTHER_EC), payload("iss", quoted(IdentityWorld.OTHER_ISSUER))),
            Ban.NOT_A_MEMBER));
  }

  private static TokenVector member(String name, Ban ban, String claim, String value) {
    return banned(
        name, "a token alone opens nothing", EC.token(header(EC), payload(claim, value)), ban);
  }

  private static TokenVector claim(
      String name, String reason, TokenFault fault, String claim, String value) {
    return refused(name, reason, EC.token(header(EC), payload(claim, value)), fault);
  }
}
