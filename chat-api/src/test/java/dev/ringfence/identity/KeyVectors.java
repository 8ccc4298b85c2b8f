package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.EC;
import static dev.ringfence.identity.IdentityWorld.ED;
import static dev.ringfence.identity.IdentityWorld.OTHER_EC;
import static dev.ringfence.identity.IdentityWorld.OTHER_ISSUER;
import static dev.ringfence.identity.IdentityWorld.P384;
import static dev.ringfence.identity.IdentityWorld.RSA;
import static dev.ringfence.identity.IdentityWorld.STRANGER;
import static dev.ringfence.identity.IdentityWorld.WEAK_RSA;
import static dev.ringfence.identity.IdentityWorld.header;
import static dev.ringfence.identity.IdentityWorld.payload;
import static dev.ringfence.identity.IdentityWorld.quoted;
import static dev.ringfence.identity.TokenVector.refused;

import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that try to choose their own algorithm, key or signature. */
final class KeyVectors {
  private KeyVectors() {}

  static Stream<TokenVector> all() {
    return Stream.of(algorithms(), keyIds(), injections(), types()).flatMap(each -> each);
  }

  private static Stream<TokenVector> algorithms() {
    Stream<TokenVector> none =
        Stream.of("none", "None", "NONE", "nOnE", "none ", "")
            .map(
                name ->
                    algorithm(
                        "alg '" + name + "'",
                        "unsigned is not signed",
                        EC.token("{\"alg\":\"%s\",\"kid\":\"ec-1\"}".formatted(name), payload())));
    Stream<TokenVector> others =
        Stream.of(
                "HS256",
                "HS512",
                "RS512",
                "PS256",
                "ES384",
                "ES512",
                "ES256K",
                "Ed448",
                "dir",
                "RSA-OAEP",
                "es256",
                "eddsa")
            .map(
                name ->
                    algorithm(
                        "alg " + name,
                        "not on the list",
                        EC.token("{\"alg\":\"%s\",\"kid\":\"ec-1\"}".formatted(name), payload())));
    return Stream.of(
            none,
            others,
            Stream.of(
                algorithm("no alg", "it must be said", EC.token("{\"kid\":\"ec-1\"}", payload())),
                algorithm(
                    "alg is a number",
                    "a name",
                    EC.token("{\"alg\":256,\"kid\":\"ec-1\"}", payload())),
                algorithm(
                    "alg is a list",
                    "a name",
                    EC.token("{\"alg\":[\"ES256\"],\"kid\":\"ec-1\"}", payload())),
                algorithm(
                    "HS256 under the RSA public key",
                    "a public key is no secret",
                    hmac(
                        "{\"alg\":\"HS256\",\"kid\":\"rsa-1\"}",
                        RSA.pair().getPublic().getEncoded())),
                algorithm(
                    "HS256 under the JWK's text",
                    "a public key is no secret",
                    hmac("{\"alg\":\"HS256\",\"kid\":\"ec-1\"}", TestKey.utf8(EC.jwk()))),
                algorithm(
                    "RS256 said, EC key named",
                    "the key has an algorithm of its own",
                    RSA.token("{\"alg\":\"RS256\",\"kid\":\"ec-1\"}", payload())),
                algorithm(
                    "ES256 said, RSA key named",
                    "the key has an algorithm of its own",
                    EC.token("{\"alg\":\"ES256\",\"kid\":\"rsa-1\"}", payload())),
                algorithm(
                    "EdDSA said, EC key named",
                    "the key has an algorithm of its own",
                    ED.token("{\"alg\":\"EdDSA\",\"kid\":\"ec-1\"}", payload())),
                algorithm(
                    "RS256 where the issuer may only use ES256",
                    "the list is the issuer's",
                    RSA.token(header(RSA), payload("iss", quoted(OTHER_ISSUER))))))
        .flatMap(each -> each);
  }

  private static Stream<TokenVector> keyIds() {
    return Stream.of(
        refused("no kid", "no key is guessed", kid(""), TokenFault.KEY_ID_MISSING),
        keyId("kid null", "not a name", kid(",\"kid\":null")),
        keyId("kid number", "not a name", kid(",\"kid\":1")),
        keyId("kid list", "not a name", kid(",\"kid\":[\"ec-1\"]")),
        keyId("kid empty", "not a name", kid(",\"kid\":\"\"")),
        keyId("kid with SQL", "spaces are in no id", kid(",\"kid\":\"x' UNION SELECT 'k' --\"")),
        keyId("kid with NUL", "control characters are in no id", kid(",\"kid\":\"ec-1\\u0000\"")),
        keyId("kid with a line break", "log injection", kid(",\"kid\":\"ec-1\\nroot\"")),
        keyId("kid huge", "bounded", kid(",\"kid\":\"" + "k".repeat(2_000) + "\"")),
        keyId("kid look-alike", "ASCII only", kid(",\"kid\":\"\u0435c-1\"")),
        unknownKey("kid unknown", kid(",\"kid\":\"ec-9\"")),
        unknownKey("kid in another case", kid(",\"kid\":\"EC-1\"")),
        unknownKey("kid with path traversal", kid(",\"kid\":\"../../../../dev/null\"")),
        unknownKey("kid with a URL", kid(",\"kid\":\"https://evil.example/jwks.json\"")),
        unknownKey("kid with a shell command", kid(",\"kid\":\"|/bin/true\"")),
        unknownKey("kid of another issuer", OTHER_EC.token(header(OTHER_EC), payload())),
        unknownKey("weak RSA key", WEAK_RSA.token(header(WEAK_RSA), payload())),
        unknownKey(
            "EC key on P-384",
            EC.token("{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(P384.id()), payload())),
        unknownKey(
            "the visitors' key",
            EC.token("{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(visitorKeyId()), payload())),
        refused(
            "another issuer's key under a known kid",
            "signed by a stranger",
            STRANGER.token(header(STRANGER), payload()),
            TokenFault.SIGNATURE_WRONG),
        refused(
            "one issuer signs for the other",
            "the key belongs to the issuer that is named",
            EC.token("{\"alg\":\"ES256\",\"kid\":\"ec-2\"}", payload("iss", quoted(OTHER_ISSUER))),
            TokenFault.SIGNATURE_WRONG));
  }

  private static Stream<TokenVector> injections() {
    return Stream.of(
            "\"jwk\":{" + STRANGER.jwkMembers() + "}",
            "\"jwk\":null",
            "\"jku\":\"https://evil.example/jwks.json\"",
            "\"jku\":\"https://id.example.test/.well-known/jwks.json\"",
            "\"x5u\":\"https://evil.example/cert.pem\"",
            "\"x5c\":[\"MIIB\"]",
            "\"crit\":[\"exp\"]",
            "\"crit\":[]",
            "\"b64\":false,\"crit\":[\"b64\"]",
            "\"b64\":false",
            "\"b64\":true",
            "\"cty\":\"JWT\"",
            "\"enc\":\"A256GCM\"",
            "\"zip\":\"DEF\"",
            "\"p2c\":1000000000")
        .map(
            each ->
                refused(
                    "header " + each.substring(0, Math.min(40, each.length())),
                    "a token brings no key, no extension and no nesting along",
                    EC.token("{\"alg\":\"ES256\",\"kid\":\"ec-1\"," + each + "}", payload()),
                    TokenFault.HEADER_FORBIDDEN));
  }

  private static Stream<TokenVector> types() {
    return Stream.of(
            "\"visitor+jwt\"",
            "\"JWE\"",
            "\"JOSE\"",
            "\"logout+jwt\"",
            "\"dpop+jwt\"",
            "\"AT+JWT\"",
            "\"\"",
            "null",
            "1",
            "[\"JWT\"]")
        .map(
            each ->
                refused(
                    "typ " + each,
                    "a token of another kind",
                    EC.token(
                        "{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"typ\":" + each + "}", payload()),
                    TokenFault.TYPE_WRONG));
  }

  private static TokenVector algorithm(String name, String reason, String token) {
    return refused(name, reason, token, TokenFault.ALGORITHM_NOT_ALLOWED);
  }

  private static TokenVector keyId(String name, String reason, String token) {
    return refused(name, reason, token, TokenFault.KEY_ID_MALFORMED);
  }

  private static TokenVector unknownKey(String name, String token) {
    return refused(name, "an id is looked up and never followed", token, TokenFault.KEY_UNKNOWN);
  }

  private static String kid(String member) {
    return EC.token("{\"alg\":\"ES256\"" + member + "}", payload());
  }

  private static String visitorKeyId() {
    return KeySet.parse(IdentityWorld.VISITOR_KEY.publicJwks()).keySet().iterator().next();
  }

  private static String hmac(String header, byte[] secret) {
    String signed =
        TestKey.base64(TestKey.utf8(header)) + "." + TestKey.base64(TestKey.utf8(payload()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return signed + "." + TestKey.base64(mac.doFinal(TestKey.utf8(signed)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
