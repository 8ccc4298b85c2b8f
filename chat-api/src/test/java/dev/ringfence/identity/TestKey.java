package dev.ringfence.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key pair that signs what it is told to, made with the JDK alone and not with the library under
 * test.
 */
record TestKey(String id, String algorithm, KeyPair pair) {
  static TestKey rsa(String id, int bits) {
    return generate(id, "RS256", "RSA", bits);
  }

  static TestKey ec(String id, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new TestKey(id, "ES256", generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static TestKey ed25519(String id) {
    return generate(id, "EdDSA", "Ed25519", 255);
  }

  private static TestKey generate(String id, String algorithm, String kind, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(size);
      return new TestKey(id, algorithm, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A compact token with this header and payload, as they stand. */
  String token(String header, String payload) {
    String signed = base64(utf8(header)) + "." + base64(utf8(payload));
    return signed + "." + base64(signature(utf8(signed)));
  }

  byte[] signature(byte[] signed) {
    String name =
        switch (algorithm) {
          case "RS256" -> "SHA256withRSA";
          case "ES256" -> "SHA256withECDSAinP1363Format";
          case "EdDSA" -> "Ed25519";
          default -> throw new AssertionError(algorithm);
        };
    try {
      Signature signature = Signature.getInstance(name);
      signature.initSign(pair.getPrivate());
      signature.update(signed);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The members of the public JWK that describe the key, without its id. */
  String jwkMembers() {
    return switch (pair.getPublic()) {
      case RSAPublicKey key ->
          "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\""
              .formatted(number(key.getModulus(), 0), number(key.getPublicExponent(), 0));
      case ECPublicKey key -> {
        int size = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        yield "\"kty\":\"EC\",\"crv\":\"P-%d\",\"x\":\"%s\",\"y\":\"%s\""
            .formatted(
                key.getParams().getCurve().getField().getFieldSize(),
                number(key.getW().getAffineX(), size),
                number(key.getW().getAffineY(), size));
      }
      case EdECPublicKey key ->
          "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"".formatted(base64(littleEndian(key)));
      case PublicKey other -> throw new AssertionError(other.getAlgorithm());
    };
  }

  String jwk() {
    return "{\"kid\":\"%s\",%s}".formatted(id, jwkMembers());
  }

  static String jwks(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String number(BigInteger value, int size) {
    byte[] bytes = value.toByteArray();
    int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    byte[] magnitude = Arrays.copyOfRange(bytes, sign, bytes.length);
    byte[] padded = new byte[Math.max(size, magnitude.length)];
    System.arraycopy(magnitude, 0, padded, padded.length - magnitude.length, magnitude.length);
    return base64(padded);
  }

  private static byte[] littleEndian(EdECPublicKey key) {
    byte[] bytes = new byte[32];
    byte[] big = key.getPoint().getY().toByteArray();
    for (int i = 0; i < Math.min(32, big.length); i++) {
      bytes[i] = big[big.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      bytes[31] |= (byte) 0x80;
    }
    return bytes;
  }
}
