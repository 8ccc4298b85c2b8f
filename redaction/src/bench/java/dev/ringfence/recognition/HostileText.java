package dev.ringfence.recognition;

import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * Texts that somebody writes to keep a recognizer busy: short pieces, repeated. Which ones take
 * longest is searched for.
 */
final class HostileText {
  private static final int PROBE = 4_000;
  private static final int TRIALS = 400;
  private static final int MOST_PIECES = 3;

  private static final List<String> PIECES =
      List.of(
          "1",
          "12",
          "123",
          "1234",
          "0",
          "00",
          " ",
          "-",
          ".",
          "/",
          "(",
          ")",
          "+",
          ",",
          ":",
          ";",
          "a",
          "ab",
          "A",
          "AB",
          "a1",
          "1a",
          "@",
          "a@",
          "a@b.c",
          "@b",
          "\"",
          "'",
          "<",
          ">",
          "<b>",
          "%",
          "%41",
          "%2541",
          "&",
          "&#64;",
          "\\",
          "\\u0040",
          "=",
          "=40",
          "_",
          "*",
          "|",
          "\n",
          "\t",
          "http://",
          "://",
          "key=",
          "password: ",
          "token",
          "secret",
          "code ",
          "ssn ",
          "card ",
          "phone ",
          "order ",
          "at ",
          "dot ",
          "one ",
          "double ",
          "-p",
          "--password ",
          "DE89",
          "fe80::",
          "10.0.0.1",
          "00:11:",
          "0x61,",
          "YWJj",
          "616e",
          "eyJ",
          "ghp_",
          "AKIA",
          "-----BEGIN ",
          "\u00E9",
          "\uFF11",
          "\u0430",
          "\u4E00",
          "\u200B",
          "[EMAIL_1",
          "]",
          "4111 ",
          "123 456 789 ");

  private HostileText() {}

  /** A piece, as often as it fits. */
  static String repeated(String piece, int length) {
    return piece.repeat(length / piece.length() + 1).substring(0, length);
  }

  /**
   * The combination of pieces that took longest among a few hundred.
   *
   * @param cost how long a text took
   */
  static String search(long seed, ToLongFunction<String> cost) {
    Random random = new Random(seed);
    String worst = "";
    long most = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      StringBuilder combined = new StringBuilder();
      for (int pieces = 1 + random.nextInt(MOST_PIECES); pieces > 0; pieces--) {
        combined.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String text = repeated(combined.toString(), PROBE);
      long took = Math.min(cost.applyAsLong(text), cost.applyAsLong(text));
      if (took > most) {
        most = took;
        worst = combined.toString();
      }
    }
    return worst;
  }
}
