package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.EC;
import static dev.ringfence.identity.IdentityWorld.ED;
import static dev.ringfence.identity.IdentityWorld.P384;
import static dev.ringfence.identity.IdentityWorld.RSA;
import static dev.ringfence.identity.IdentityWorld.WEAK_RSA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class KeySetTest {
  private static final String GOOD = ED.jwk();

  static Stream<Arguments> unusableKeys() {
    String ec = EC.jwkMembers();
    String rsa = RSA.jwkMembers();
    return Stream.of(
        arguments("for encryption", entry(ec + ",\"use\":\"enc\"")),
        arguments("for signing in another case", entry(ec + ",\"use\":\"SIG\"")),
        arguments("for an unknown use", entry(ec + ",\"use\":null")),
        arguments("for other operations", entry(ec + ",\"key_ops\":[\"encrypt\"]")),
        arguments("for no operation", entry(ec + ",\"key_ops\":[]")),
        arguments("for another algorithm", entry(rsa + ",\"alg\":\"RS512\"")),
        arguments("for PSS", entry(rsa + ",\"alg\":\"PS256\"")),
        arguments("RSA said to be for ES256", entry(rsa + ",\"alg\":\"ES256\"")),
        arguments("RSA said to be for HS256", entry(rsa + ",\"alg\":\"HS256\"")),
        arguments("RSA of 1024 bits", entry(WEAK_RSA.jwkMembers())),
        arguments("RSA with exponent 1", entry(rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"AQ\""))),
        arguments("RSA with exponent 3", entry(rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"Aw\""))),
        arguments(
            "RSA with an even exponent",
            entry(rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"AQAC\""))),
        arguments(
            "RSA of 200,000 bits",
            entry("\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + "z".repeat(33_000) + "\"")),
        arguments("RSA without a modulus", entry("\"kty\":\"RSA\",\"e\":\"AQAB\"")),
        arguments("RSA with a private exponent", entry(rsa + ",\"d\":\"AQAB\"")),
        arguments("RSA with a prime", entry(rsa + ",\"p\":\"AQAB\"")),
        arguments("EC with a private number", entry(ec + ",\"d\":\"AQAB\"")),
        arguments("EC on P-384", entry(P384.jwkMembers())),
        arguments("EC said to be on P-384", entry(ec.replace("P-256", "P-384"))),
        arguments("EC on an unknown curve", entry(ec.replace("P-256", "P-999"))),
        arguments("EC off the curve", entry(ec.replaceAll("\"y\":\"....", "\"y\":\"AAAA"))),
        arguments(
            "EC at zero", entry("\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"")),
        arguments("X25519", entry(ED.jwkMembers().replace("Ed25519", "X25519"))),
        arguments("Ed25519 of one byte", entry("\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"")),
        arguments("symmetric", entry("\"kty\":\"oct\",\"k\":\"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\"")),
        arguments("of an unknown kind", entry("\"kty\":\"XYZ\",\"x\":\"AA\"")),
        arguments("without a kind", entry("\"x\":\"AA\"")),
        arguments("without an id", "{" + ec + "}"),
        arguments("with an empty id", "{\"kid\":\"\"," + ec + "}"),
        arguments("with a number as id", "{\"kid\":1," + ec + "}"),
        arguments("that is no object", "\"key\""),
        arguments("that is null", "null"),
        arguments("that is a list", "[[]]"));
  }

  private static String entry(String members) {
    return "{\"kid\":\"bad\"," + members + "}";
  }

  @ParameterizedTest(name = "a key {0}")
  @MethodSource("unusableKeys")
  void unusableKeyIsLeftOutAndTheGoodOneStays(String name, String entry) {
    assertThat(KeySet.parse(TestKey.jwks(entry, GOOD))).containsOnlyKeys("ed-1");
  }

  static Stream<Arguments> usableKeys() {
    return Stream.of(
        arguments("RSA", RSA, SigningAlgorithm.RS256, ",\"use\":\"sig\",\"alg\":\"RS256\""),
        arguments("EC", EC, SigningAlgorithm.ES256, ",\"key_ops\":[\"verify\"],\"alg\":\"ES256\""),
        arguments("OKP", ED, SigningAlgorithm.EDDSA, ",\"alg\":\"EdDSA\""),
        arguments(
            "RSA with a certificate of its own", RSA, SigningAlgorithm.RS256, ",\"x5c\":[\"no\"]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("usableKeys")
  void usableKeyVerifiesWithTheAlgorithmOfItsKind(
      String name, TestKey key, SigningAlgorithm algorithm, String extra) {
    String entry = "{\"kid\":\"good\"," + key.jwkMembers() + extra + "}";

    assertThat(KeySet.parse(TestKey.jwks(entry)).get("good"))
        .extracting(VerificationKey::algorithm)
        .isEqualTo(algorithm);
  }

  @Test
  void twoKeysUnderOneIdAreBothLeftOutBecauseNoneIsTheOne() {
    String usable = "{\"kid\":\"same\"," + EC.jwkMembers() + "}";
    String unusable = "{\"kid\":\"same\",\"kty\":\"oct\",\"k\":\"AAAA\"}";

    assertThat(KeySet.parse(TestKey.jwks(usable, GOOD, unusable))).containsOnlyKeys("ed-1");
    assertThat(KeySet.parse(TestKey.jwks(unusable, usable, GOOD))).containsOnlyKeys("ed-1");
    assertThat(KeySet.parse(TestKey.jwks(usable, usable, GOOD))).containsOnlyKeys("ed-1");
  }
}
