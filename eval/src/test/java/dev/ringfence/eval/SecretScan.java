package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Looks for secrets in a text: known ones by their value in the forms in which it may have been
 * written, and unknown ones by the shape that their issuers give them.
 */
final class SecretScan {
  /** What no text that leaves the service may hold, whoever's it is. */
  private static final Map<String, Pattern> SHAPES =
      new TreeMap<>(
          Map.of(
              "private key",
              Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/]"),
              "private JSON Web Key",
              Pattern.compile("\\\\?\"d\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9_-]{40,}"),
              "address with a password",
              Pattern.compile(
                  "[a-z][a-z0-9+]{2,}://[^\\s/:@\"'<>{}$]*:(?!password@)[^\\s/@\"'<>{}$]+@"),
              "API key",
              Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,}|\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"),
              "cloud key",
              Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bAIza[0-9A-Za-z_-]{35}"),
              "code host's token",
              Pattern.compile(
                  "\\bgh[pousr]_[A-Za-z0-9]{36}|\\bgithub_pat_\\w{40,}|\\bglpat-\\w{20}"),
              "chat token",
              Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{20,}")));

  private static final Pattern TOKEN =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}");

  private final Map<String, String> known = new TreeMap<>();

  /** Adds a secret that is text, such as a password. */
  SecretScan with(String name, String secret) {
    if (secret.length() < 12) {
      throw new IllegalArgumentException(name + " is too short to be found for certain");
    }
    byte[] bytes = secret.getBytes(UTF_8);
    known.put(name, secret);
    known.put(name + ", backwards", new StringBuilder(secret).reverse().toString());
    known.put(name + " in an address", URLEncoder.encode(secret, UTF_8));
    return withForms(name, bytes);
  }

  /** Adds a secret that is bytes, such as a key. */
  SecretScan with(String name, byte[] secret) {
    return withForms(name, secret);
  }

  private SecretScan withForms(String name, byte[] bytes) {
    known.put(name + " in hex", HexFormat.of().formatHex(bytes));
    known.put(name + " in HEX", HexFormat.of().withUpperCase().formatHex(bytes));
    // Somewhere inside of a longer text its base64 begins at one of three places.
    for (int skipped = 0; skipped < 3; skipped++) {
      byte[] rest = java.util.Arrays.copyOfRange(bytes, skipped, bytes.length);
      int whole = rest.length / 3 * 3;
      byte[] inner = java.util.Arrays.copyOf(rest, whole);
      known.put(name + " in base64, " + skipped, Base64.getEncoder().encodeToString(inner));
      known.put(name + " in base64url, " + skipped, Base64.getUrlEncoder().encodeToString(inner));
    }
    return this;
  }

  /** The names of what is found; nothing of its value, so that no report is a leak of its own. */
  List<String> in(String text) {
    List<String> found = new ArrayList<>();
    known.forEach(
        (name, value) -> {
          if (text.contains(value)) {
            found.add(name);
          }
        });
    SHAPES.forEach(
        (name, shape) -> {
          if (shape.matcher(text).find()) {
            found.add("the shape of a " + name);
          }
        });
    return found;
  }

  /** The same, in a place where nobody's token may stand either. */
  List<String> withTokensIn(String text) {
    List<String> found = in(text);
    if (TOKEN.matcher(text).find()) {
      found.add("the shape of a signed token");
    }
    return found;
  }
}
