package dev.ringfence.identity;

import static dev.ringfence.identity.IdentityWorld.EC;
import static dev.ringfence.identity.IdentityWorld.RSA;
import static dev.ringfence.identity.IdentityWorld.good;
import static dev.ringfence.identity.IdentityWorld.header;
import static dev.ringfence.identity.IdentityWorld.payload;
import static dev.ringfence.identity.TokenVector.refused;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** Tokens and headers whose very spelling is wrong. */
final class FormVectors {
  private FormVectors() {}

  static Stream<TokenVector> all() {
    return Stream.of(authorization(), segments(), encoding(), json()).flatMap(each -> each);
  }

  private static Stream<TokenVector> authorization() {
    String token = good();
    return Stream.of(
        TokenVector.header("empty header", "nothing is not a token", ""),
        TokenVector.header("scheme alone", "no token follows", "Bearer"),
        TokenVector.header("scheme and a space", "no token follows", "Bearer "),
        TokenVector.header("token without scheme", "the scheme says what it is", token),
        TokenVector.header("basic", "another scheme", "Basic YW5hOnNlY3JldA=="),
        TokenVector.header("basic with a token", "another scheme", "Basic " + token),
        TokenVector.header("scheme run together", "no space", "Bearer" + token),
        TokenVector.header("two spaces", "one spelling only", "Bearer  " + token),
        TokenVector.header("tab", "one spelling only", "Bearer\t" + token),
        TokenVector.header("space in front", "one spelling only", " Bearer " + token),
        TokenVector.header("space behind", "one spelling only", "Bearer " + token + " "),
        TokenVector.header("line break behind", "header smuggling", "Bearer " + token + "\r\n"),
        TokenVector.header("two tokens", "which one?", "Bearer " + token + " " + token),
        TokenVector.header("joined by a comma", "sent twice", "Bearer " + token + ", Bearer x"),
        TokenVector.header("comma list", "which one?", "Bearer " + token + "," + token),
        TokenVector.header("quoted", "token68 has no quotes", "Bearer \"" + token + "\""),
        TokenVector.header("parameter", "not a parameter", "Bearer token=\"" + token + "\""),
        TokenVector.header("scheme twice", "two schemes", "Bearer Bearer " + token),
        TokenVector.header("unicode space", "not a space", "Bearer\u00a0" + token),
        TokenVector.header("wide letters", "look-alike scheme", "\uff22earer " + token),
        TokenVector.header(
            "dotless look-alike", "case folding of the Kelvin kind", "Bearer \u212a" + token));
  }

  private static Stream<TokenVector> segments() {
    String token = good();
    String[] parts = token.split("\\.", -1);
    String tampered = TestKey.base64(TestKey.utf8(payload("sub", "\"sam\"")));
    return Stream.of(
        malformed("header alone", "cut off", parts[0]),
        malformed("header and a dot", "cut off", parts[0] + "."),
        malformed("no signature part", "cut off", parts[0] + "." + parts[1]),
        malformed("empty signature", "unsigned", parts[0] + "." + parts[1] + "."),
        malformed("empty payload", "cut off", parts[0] + ".." + parts[2]),
        malformed("empty header part", "cut off", "." + parts[1] + "." + parts[2]),
        malformed("only dots", "nothing in it", ".."),
        malformed("four parts", "something is appended", token + "." + parts[2]),
        malformed("dot behind", "an empty fourth part", token + "."),
        refused(
            "five parts", "the form of an encrypted token", token + ".a.b", TokenFault.ENCRYPTED),
        malformed("six parts", "no form at all", token + ".a.b.c"),
        refused(
            "signature one byte short",
            "cut off",
            parts[0] + "." + parts[1] + "." + shortened(parts[2], 1),
            TokenFault.SIGNATURE_WRONG),
        refused(
            "half a signature",
            "cut off",
            parts[0] + "." + parts[1] + "." + shortened(parts[2], 32),
            TokenFault.SIGNATURE_WRONG),
        malformed(
            "cut in the payload",
            "cut off",
            parts[0] + "." + parts[1].substring(0, 40) + "." + parts[2]),
        refused(
            "payload exchanged",
            "signed for something else",
            parts[0] + "." + tampered + "." + parts[2],
            TokenFault.SIGNATURE_WRONG),
        refused(
            "header exchanged",
            "signed under another header",
            TestKey.base64(TestKey.utf8("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}"))
                + "."
                + parts[1]
                + "."
                + parts[2],
            TokenFault.SIGNATURE_WRONG),
        refused(
            "signature of another token",
            "signed for something else",
            parts[0]
                + "."
                + parts[1]
                + "."
                + EC.token(header(EC), payload("jti", "\"2\"")).split("\\.", -1)[2],
            TokenFault.SIGNATURE_WRONG),
        refused(
            "longer than 8 KiB",
            "work is bounded before anything is decoded",
            EC.token(header(EC), payload("pad", IdentityWorld.quoted("x".repeat(9_000)))),
            TokenFault.TOO_LONG));
  }

  private static Stream<TokenVector> encoding() {
    String[] parts = good().split("\\.", -1);
    String rest = "." + parts[1] + "." + parts[2];
    String last = parts[2];
    return Stream.of(
        malformed("padding on the header", "unpadded only", parts[0] + "=" + rest),
        malformed("padding on the signature", "unpadded only", good() + "=="),
        malformed(
            "standard alphabet",
            "base64url only",
            parts[0] + "." + parts[1] + "." + "+/" + last.substring(2)),
        malformed("not base64", "tilde", parts[0] + "~" + rest),
        malformed(
            "spare bits set",
            "one signature, one spelling",
            good().substring(0, good().length() - 1) + spare(last)),
        malformed("a length nobody encodes", "4n+1 characters", good() + "AAA"),
        malformed("upper case", "letters count", good().toUpperCase(java.util.Locale.ROOT)),
        malformed(
            "invalid UTF-8 in the payload",
            "two readers would read two things",
            raw(
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}".getBytes(StandardCharsets.UTF_8),
                new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'})),
        malformed(
            "UTF-16 payload",
            "UTF-8 only",
            raw(
                "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}".getBytes(StandardCharsets.UTF_8),
                payload().getBytes(StandardCharsets.UTF_16))),
        malformed("byte order mark", "not JSON", EC.token(header(EC), "\ufeff" + payload())));
  }

  private static Stream<TokenVector> json() {
    String good = payload();
    String body = good.substring(1, good.length() - 1);
    return Stream.of(
        malformed("payload is text", "an object is required", EC.token(header(EC), "\"ana\"")),
        malformed(
            "payload is a list", "an object is required", EC.token(header(EC), "[" + good + "]")),
        malformed("payload is null", "an object is required", EC.token(header(EC), "null")),
        malformed("two objects", "something behind the first", EC.token(header(EC), good + good)),
        malformed("comment", "not JSON", EC.token(header(EC), "{/**/" + body + "}")),
        malformed("trailing comma", "not JSON", EC.token(header(EC), "{" + body + ",}")),
        malformed("single quotes", "not JSON", EC.token(header(EC), "{'a':1," + body + "}")),
        malformed("NaN", "not JSON", EC.token(header(EC), "{\"x\":NaN," + body + "}")),
        malformed(
            "nested too deep",
            "depth is bounded",
            EC.token(header(EC), payload("deep", "[".repeat(40) + "]".repeat(40)))),
        malformed("header is no JSON", "not JSON", EC.token("alg=ES256", good)),
        malformed("header is a list", "an object is required", EC.token("[]", good)),
        duplicate("sub twice", EC.token(header(EC), "{" + body + ",\"sub\":\"sam\"}")),
        duplicate(
            "iss twice",
            EC.token(header(EC), "{" + body + ",\"iss\":\"https://other.example.test\"}")),
        duplicate("exp twice", EC.token(header(EC), "{" + body + ",\"exp\":1}")),
        duplicate(
            "sub twice, one escaped", EC.token(header(EC), "{" + body + ",\"s\\u0075b\":\"sam\"}")),
        duplicate(
            "tenant twice inside an object",
            EC.token(
                header(EC),
                payload("app_metadata", "{\"tenant\":\"acme\",\"tenant\":\"globex\"}"))),
        duplicate(
            "alg twice", EC.token("{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"ec-1\"}", good)),
        duplicate(
            "kid twice",
            RSA.token("{\"alg\":\"RS256\",\"kid\":\"ec-1\",\"kid\":\"rsa-1\"}", good)));
  }

  private static TokenVector malformed(String name, String reason, String token) {
    return refused(name, reason, token, TokenFault.MALFORMED);
  }

  private static TokenVector duplicate(String name, String token) {
    return refused(name, "two readers would take two values", token, TokenFault.DUPLICATE_KEY);
  }

  private static String raw(byte[] header, byte[] payload) {
    String signed = TestKey.base64(header) + "." + TestKey.base64(payload);
    return signed + "." + TestKey.base64(EC.signature(TestKey.utf8(signed)));
  }

  private static String shortened(String signature, int bytes) {
    byte[] decoded = Base64.getUrlDecoder().decode(signature);
    return TestKey.base64(java.util.Arrays.copyOf(decoded, decoded.length - bytes));
  }

  /** The last character with a bit set that no byte carries: the decoded signature is the same. */
  private static char spare(String signature) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return alphabet.charAt(alphabet.indexOf(signature.charAt(signature.length() - 1)) | 1);
  }
}
