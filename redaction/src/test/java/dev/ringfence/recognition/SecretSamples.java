package dev.ringfence.recognition;

import java.util.Base64;
import java.util.Random;

/** Secrets that nobody has, made when they are needed, so that none stands in the repository. */
final class SecretSamples {
  private static final String ALL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.%~";

  private final Random random;

  SecretSamples(long seed) {
    random = new Random(seed);
  }

  /** A seed that a run can be given again, with {@code -Dringfence.seed=N}. */
  static long seed() {
    return Long.getLong("ringfence.seed", 1);
  }

  String of(SecretFormat format) {
    StringBuilder sample = new StringBuilder();
    for (SecretFormat.Piece piece : format.pieces()) {
      sample.append(piece.literal());
      int more = Math.min(piece.most(), piece.least() + 8) - piece.least();
      int length = piece.least() + (more > 0 ? random.nextInt(more + 1) : 0);
      for (int i = 0; i < length; i++) {
        boolean inside = i > 0 && i < length - 1;
        sample.append(one(piece.alphabet(), inside));
      }
    }
    return sample.toString();
  }

  private char one(Alphabet alphabet, boolean signs) {
    while (true) {
      char c = ALL.charAt(random.nextInt(ALL.length()));
      if (alphabet.has(c) && (Character.isLetterOrDigit(c) || (signs && "_-/+".indexOf(c) >= 0))) {
        return c;
      }
    }
  }

  String letters(int length) {
    return run("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", length);
  }

  String capitals(int length) {
    return run("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length);
  }

  String hex(int length) {
    return run("0123456789abcdef", length);
  }

  String digits(int length) {
    return run("123456789", length);
  }

  private String run(String alphabet, int length) {
    StringBuilder run = new StringBuilder();
    for (int i = 0; i < length; i++) {
      run.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return run.toString();
  }

  /** Mixed for certain: each kind of characters in turn. */
  String mixed(int length) {
    StringBuilder run = new StringBuilder();
    for (int i = 0; i < length; i++) {
      String alphabet = i % 3 == 0 ? "abcdefghij" : i % 3 == 1 ? "23456789" : "KLMNOPQRS";
      run.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return run.toString();
  }

  String webToken() {
    return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
        + "."
        + part("{\"sub\":\"" + digits(10) + "\"}")
        + "."
        + letters(43);
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
  }

  String block(String label) {
    StringBuilder block = new StringBuilder("-----BEGIN " + label + "-----\n");
    for (int line = 0; line < 4; line++) {
      block.append(letters(64)).append('\n');
    }
    return block
        .append(letters(30))
        .append("==\n-----END ")
        .append(label)
        .append("-----")
        .toString();
  }
}
