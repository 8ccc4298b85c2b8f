package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Tokens that are none, made from two that are. */
final class LiveTokens {
  private LiveTokens() {}

  /** A token that nobody ever issued. */
  static String unknown() {
    return "a-token-that-nobody-issued";
  }

  /** B's claims under A's signature. */
  static String altered(String tokenA, String tokenB) {
    String[] own = tokenA.split("\\.");
    return own[0] + "." + tokenB.split("\\.")[1] + "." + own[2];
  }

  /** B's claims, and a header that says that nobody signs. */
  static String unsigned(String tokenB) {
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    return header + "." + tokenB.split("\\.")[1] + ".";
  }

  /** B's token with another letter in the midst of what proves it. */
  static String flipped(String tokenB) {
    int begin = tokenB.lastIndexOf('.') + 1;
    int at = Math.min(begin + (tokenB.length() - begin) / 2, tokenB.length() - 1);
    char other = tokenB.charAt(at) == 'A' ? 'B' : 'A';
    return tokenB.substring(0, at) + other + tokenB.substring(at + 1);
  }
}
