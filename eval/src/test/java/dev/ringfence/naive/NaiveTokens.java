package dev.ringfence.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens of the naive assistant: JWTs by HMAC. */
final class NaiveTokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] KEY = "a key that only this fixture has".getBytes(UTF_8);

  private final Set<Hole> holes;

  NaiveTokens(Set<Hole> holes) {
    this.holes = holes;
  }

  static String mint(String user, String tenant, long expires) {
    String head = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    String claims =
        JSON.createObjectNode()
            .put("sub", user)
            .put("tenant", tenant)
            .put("exp", expires)
            .toString();
    String signed = head + "." + encode(claims.getBytes(UTF_8));
    return signed + "." + encode(mac(signed));
  }

  /** Who carries a token; empty where it is refused. */
  Optional<String> user(String token) {
    String[] part = token.split("\\.", -1);
    if (part.length != 3) {
      boolean guest = holes.contains(Hole.UNKNOWN_TOKEN) && !token.isEmpty();
      return guest ? Optional.of("guest") : Optional.empty();
    }
    JsonNode head = json(part[0]);
    JsonNode claims = json(part[1]);
    boolean signed =
        MessageDigest.isEqual(
            encode(mac(part[0] + "." + part[1])).getBytes(UTF_8), part[2].getBytes(UTF_8));
    boolean unsigned = head.path("alg").asText().equals("none");
    boolean taken =
        unsigned
            ? holes.contains(Hole.UNSIGNED_TOKEN)
            : signed || holes.contains(Hole.SIGNATURE_UNREAD);
    boolean inTime =
        claims.path("exp").asLong() > System.currentTimeMillis() / 1000
            || holes.contains(Hole.EXPIRED_TOKEN);
    return taken && inTime ? Optional.of(claims.path("sub").asText()) : Optional.empty();
  }

  private static JsonNode json(String part) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException e) {
      return JSON.createObjectNode();
    }
  }

  private static byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
