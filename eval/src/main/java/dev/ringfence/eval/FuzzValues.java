package dev.ringfence.eval;

import dev.ringfence.eval.FuzzValue.Kind;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The values that are under way, found by their keys. */
final class FuzzValues {
  /** How a word begins that stands nowhere else. */
  static final String START = "zq";

  static final int WORD = 10;

  /** How many of its last digits a number is known by. */
  static final int DIGITS = 10;

  private static final String LETTERS = "bcdfghjkmnpqrstvwx";
  private static final String ANY = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";

  private final Map<String, FuzzValue> live = new ConcurrentHashMap<>();

  FuzzValue issue(RandomGenerator random, Kind kind, String owner) {
    while (true) {
      FuzzValue value = value(random, kind, owner);
      if (live.putIfAbsent(value.key(), value) == null) {
        return value;
      }
    }
  }

  Optional<FuzzValue> of(String key) {
    return Optional.ofNullable(live.get(key));
  }

  void retire(Collection<FuzzValue> values) {
    values.forEach(value -> live.remove(value.key(), value));
  }

  private static FuzzValue value(RandomGenerator random, Kind kind, String owner) {
    return switch (kind) {
      case EMAIL -> email(random, owner);
      case SECRET -> secret(random, owner);
      case PHONE -> number(kind, phone(random), owner);
      case CARD -> number(kind, card(random), owner);
      case IBAN -> number(kind, iban(random), owner);
    };
  }

  private static FuzzValue email(RandomGenerator random, String owner) {
    String word = word(random);
    String local =
        switch (random.nextInt(4)) {
          case 0 -> "ana." + word;
          case 1 -> word + "+shop";
          case 2 -> word + random.nextInt(10, 99);
          default -> word;
        };
    String[] domains = {"example.com", "mail.example.org", "example.co.uk", "example.de"};
    return new FuzzValue(
        Kind.EMAIL, local + "@" + domains[random.nextInt(domains.length)], word, owner);
  }

  private static FuzzValue secret(RandomGenerator random, String owner) {
    String word = word(random);
    StringBuilder rest = new StringBuilder(word);
    boolean live = random.nextBoolean();
    while (rest.length() < (live ? 24 : 36)) {
      rest.append(ANY.charAt(random.nextInt(ANY.length())));
    }
    return new FuzzValue(Kind.SECRET, (live ? "sk_live_" : "ghp_") + rest, word, owner);
  }

  private static FuzzValue number(Kind kind, String written, String owner) {
    String digits = written.replaceAll("[^0-9]", "");
    return new FuzzValue(kind, written, digits.substring(digits.length() - DIGITS), owner);
  }

  private static String phone(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> "+49 30 " + random.nextInt(2000, 9000) + " " + digits(random, 4);
      case 1 -> "+1 212-" + random.nextInt(220, 990) + "-" + digits(random, 4);
      case 2 -> "+44 20 7" + digits(random, 3) + " " + digits(random, 4);
      default -> "+33 1 4" + digits(random, 1) + " " + digits(random, 2) + " " + digits(random, 4);
    };
  }

  private static String card(RandomGenerator random) {
    String start = "4" + digits(random, 14);
    for (int check = 0; check < 10; check++) {
      String all = start + check;
      int sum = 0;
      for (int i = 0; i < all.length(); i++) {
        int digit = all.charAt(all.length() - 1 - i) - '0';
        int counted = i % 2 == 0 ? digit : digit * 2;
        sum += counted / 10 + counted % 10;
      }
      if (sum % 10 == 0) {
        return all.replaceAll("(.{4})(?!$)", "$1 ");
      }
    }
    throw new LabException("no check digit fits");
  }

  private static String iban(RandomGenerator random) {
    String account = digits(random, 18);
    // DE00 behind the account, with D as 13 and E as 14.
    int rest = new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
    return ("DE" + "%02d".formatted(98 - rest) + account).replaceAll("(.{4})(?!$)", "$1 ");
  }

  private static String word(RandomGenerator random) {
    StringBuilder word = new StringBuilder(START);
    while (word.length() < WORD) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static String digits(RandomGenerator random, int length) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < length) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }
}
