package dev.ringfence.recognition;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A scheme that issues payment cards: the ranges its numbers begin with, and their lengths.
 *
 * <p>The digits in front are an issuer identification number of ISO/IEC 7812-1. The ranges are
 * those that the schemes publish to merchants and processors: Visa's and Mastercard's BIN rules
 * (the 2-series of 2016 among them), American Express's and Discover Network's (with Diners Club,
 * JCB and UnionPay, whose cards it carries) merchant guides, and the sites of the national schemes.
 *
 * @param name what the scheme is called
 * @param from the least digits in front
 * @param to the greatest, of as many digits
 * @param lengths how many digits its numbers have
 * @param common which of the lengths are so usual that the number needs no word beside it
 */
record CardIssuer(String name, int from, int to, List<Integer> lengths, List<Integer> common) {
  /** How much a number's range speaks for a card. */
  enum Claim {
    NONE,
    /** A range or a length that is seldom issued, or is dense among other numbers. */
    WEAK,
    STRONG
  }

  private static final List<Integer> TWELVE_UP = List.of(12, 13, 14, 15, 16, 17, 18, 19);
  private static final List<Integer> SIXTEEN_UP = List.of(16, 17, 18, 19);
  private static final List<Integer> SIXTEEN = List.of(16);
  private static final List<Integer> NEVER = List.of();

  private static final List<CardIssuer> ALL =
      List.of(
          new CardIssuer("Visa", 4, 4, List.of(13, 16, 19), SIXTEEN),
          new CardIssuer("Mastercard", 51, 55, SIXTEEN, SIXTEEN),
          new CardIssuer("Mastercard", 2221, 2720, SIXTEEN, SIXTEEN),
          new CardIssuer("American Express", 34, 34, List.of(15), List.of(15)),
          new CardIssuer("American Express", 37, 37, List.of(15), List.of(15)),
          new CardIssuer("Discover", 6011, 6011, List.of(16, 19), SIXTEEN),
          new CardIssuer("Discover", 644, 649, List.of(16, 19), SIXTEEN),
          new CardIssuer("Discover, RuPay, Troy, Elo", 65, 65, List.of(16, 19), SIXTEEN),
          new CardIssuer("Diners Club", 300, 305, List.of(14, 16, 19), List.of(14, 16)),
          new CardIssuer("Diners Club", 3095, 3095, List.of(14, 16, 19), List.of(14, 16)),
          new CardIssuer("Diners Club", 36, 36, List.of(14, 16, 19), List.of(14)),
          new CardIssuer("Diners Club", 38, 39, List.of(14, 16, 19), List.of(14, 16)),
          new CardIssuer("JCB", 3528, 3589, SIXTEEN_UP, SIXTEEN),
          new CardIssuer("UnionPay", 62, 62, SIXTEEN_UP, List.of(16, 19)),
          new CardIssuer("UnionPay", 81, 81, SIXTEEN_UP, SIXTEEN),
          new CardIssuer("RuPay", 60, 60, SIXTEEN, SIXTEEN),
          new CardIssuer("RuPay", 82, 82, SIXTEEN, SIXTEEN),
          new CardIssuer("RuPay", 508, 508, SIXTEEN, SIXTEEN),
          new CardIssuer("RuPay", 353, 353, SIXTEEN, SIXTEEN),
          new CardIssuer("RuPay", 356, 356, SIXTEEN, SIXTEEN),
          new CardIssuer("Mir", 2200, 2204, SIXTEEN_UP, SIXTEEN),
          new CardIssuer("Troy", 9792, 9792, SIXTEEN, SIXTEEN),
          new CardIssuer("Elo", 5041, 5041, SIXTEEN, SIXTEEN),
          new CardIssuer("Elo", 506699, 506778, SIXTEEN, SIXTEEN),
          new CardIssuer("Elo", 509, 509, SIXTEEN, SIXTEEN),
          new CardIssuer("Elo", 627780, 627780, SIXTEEN, SIXTEEN),
          new CardIssuer("Elo", 636297, 636297, SIXTEEN, SIXTEEN),
          new CardIssuer("Elo", 636368, 636369, SIXTEEN, SIXTEEN),
          new CardIssuer("Hipercard", 606282, 606282, List.of(13, 16, 19), SIXTEEN),
          new CardIssuer("Hipercard", 384100, 384160, List.of(16, 19), SIXTEEN),
          new CardIssuer("Hipercard", 6370, 6376, SIXTEEN, SIXTEEN),
          new CardIssuer("Verve", 506099, 506198, List.of(16, 18, 19), List.of(16, 19)),
          new CardIssuer("Verve", 507865, 507964, List.of(16, 18, 19), List.of(16, 19)),
          new CardIssuer("Dankort", 5019, 5019, SIXTEEN, SIXTEEN),
          new CardIssuer("Maestro", 5018, 5018, TWELVE_UP, SIXTEEN),
          new CardIssuer("Maestro", 5020, 5020, TWELVE_UP, SIXTEEN),
          new CardIssuer("Maestro", 5038, 5038, TWELVE_UP, SIXTEEN),
          new CardIssuer("Maestro", 5893, 5893, TWELVE_UP, SIXTEEN),
          new CardIssuer("Maestro", 6304, 6304, TWELVE_UP, SIXTEEN),
          new CardIssuer("Maestro", 6759, 6763, TWELVE_UP, SIXTEEN),
          new CardIssuer("Maestro", 50, 50, TWELVE_UP, NEVER),
          new CardIssuer("Maestro", 56, 58, TWELVE_UP, NEVER),
          new CardIssuer("Maestro", 60, 61, TWELVE_UP, NEVER),
          new CardIssuer("Maestro", 63, 64, TWELVE_UP, NEVER),
          new CardIssuer("Maestro", 66, 69, TWELVE_UP, NEVER),
          new CardIssuer("girocard", 672, 672, List.of(16, 19), SIXTEEN),
          new CardIssuer("Bankcard", 5610, 5610, SIXTEEN, SIXTEEN),
          new CardIssuer("InstaPayment", 637, 639, SIXTEEN, SIXTEEN),
          new CardIssuer("InterPayment", 636, 636, SIXTEEN_UP, SIXTEEN),
          new CardIssuer("UzCard", 8600, 8600, SIXTEEN, SIXTEEN),
          new CardIssuer("UzCard", 5614, 5614, SIXTEEN, SIXTEEN),
          new CardIssuer("Humo", 9860, 9860, SIXTEEN, SIXTEEN),
          new CardIssuer("Napas", 9704, 9704, List.of(16, 19), SIXTEEN),
          new CardIssuer("Borica", 2205, 2205, SIXTEEN, SIXTEEN),
          new CardIssuer("Belkart", 9112, 9112, SIXTEEN, SIXTEEN),
          new CardIssuer("Carnet", 286900, 286900, SIXTEEN, SIXTEEN),
          new CardIssuer("Cabal", 589657, 589657, SIXTEEN, SIXTEEN),
          new CardIssuer("Naranja", 589562, 589562, SIXTEEN, SIXTEEN),
          new CardIssuer("UATP", 1, 1, List.of(15), NEVER));

  /** How many digits are looked at in front. */
  private static final int FRONT = 6;

  /** The schemes by the first two digits of their numbers. */
  private static final List<List<CardIssuer>> BY_START = byStart();

  private static List<List<CardIssuer>> byStart() {
    return IntStream.range(0, 100)
        .mapToObj(
            start -> ALL.stream().filter(issuer -> issuer.overlaps(start, FRONT - 2)).toList())
        .toList();
  }

  /** What the digits in front of a number, and their count, say. */
  static Claim claim(String digits) {
    Claim best = Claim.NONE;
    int front = Integer.parseInt(digits, 0, FRONT, 10);
    for (CardIssuer issuer : BY_START.get(front / power(FRONT - 2))) {
      if (issuer.lengths.contains(digits.length()) && issuer.overlaps(front, 0)) {
        if (issuer.common.contains(digits.length())) {
          return Claim.STRONG;
        }
        best = Claim.WEAK;
      }
    }
    return best;
  }

  /** Whether some of the six digits in front are this scheme's, of which the last ones are open. */
  private boolean overlaps(int digits, int open) {
    int least = digits * power(open);
    int greatest = least + power(open) - 1;
    int size = FRONT - Integer.toString(from).length();
    return least < (to + 1) * power(size) && greatest >= from * power(size);
  }

  private static int power(int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
