package dev.ringfence.recognition;

import java.util.List;
import java.util.Random;

/** Numbers made for tests by the rules that say what a right one is. */
final class Samples {
  private Samples() {}

  static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  static String digits(Random random, int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  /** Random digits behind a prefix, the last of which makes doubling every second come out. */
  static String luhn(Random random, String prefix, int length) {
    String body = prefix + digits(random, length - 1 - prefix.length());
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int value = Character.digit(body.charAt(body.length() - 1 - i), 10);
      sum += i % 2 == 1 ? value : value * 2 / 10 + value * 2 % 10;
    }
    return body + (10 - sum % 10) % 10;
  }

  /** Random digits, and the one that makes their weighted sum a multiple of eleven. */
  static String eleven(Random random, int length, int... weights) {
    while (true) {
      String body = (1 + random.nextInt(9)) + digits(random, length - 2);
      int sum = 0;
      for (int i = 0; i < body.length(); i++) {
        sum += Character.digit(body.charAt(i), 10) * weights[i];
      }
      if (sum % 11 != 1) {
        return body + (11 - sum % 11) % 11;
      }
    }
  }

  /** A value in groups of some lengths, with one kind of sign between them; or in one piece. */
  static String grouped(String value, List<Integer> lengths, Random random) {
    String sign = pick(random, "", " ", "-", "\u00a0", "\u2011", "  ", "\u2009");
    StringBuilder written = new StringBuilder();
    int from = 0;
    for (int length : lengths) {
      written.append(from == 0 ? "" : sign).append(value, from, from + length);
      from += length;
    }
    return written.append(value, from, value.length()).toString();
  }

  /** The same with one digit changed. */
  static String spoiled(String written, Random random) {
    int at = random.nextInt(written.length());
    while (!Character.isDigit(written.charAt(at))) {
      at = random.nextInt(written.length());
    }
    int digit = (written.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
    return written.substring(0, at) + digit + written.substring(at + 1);
  }
}
