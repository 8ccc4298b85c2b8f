package dev.ringfence.guard;

import java.util.Set;

/**
 * Counts payment cards: fifteen or sixteen digits, solid or in the groups that are embossed, that
 * begin as one of the four large networks' do and end in their check digit (ISO/IEC 7812-1).
 */
final class Cards {
  private static final int AMEX = 15;
  private static final int USUAL = 16;

  /** Behind how many digits there is a sign: nowhere, or as on the cards. */
  private static final Set<String> GROUPED = Set.of("", "4 8 12 ", "4 10 ");

  private Cards() {}

  static int count(String text) {
    int count = 0;
    int i = 0;
    while (i < text.length()) {
      if (!digit(text, i)) {
        i++;
        continue;
      }
      int end = i;
      StringBuilder digits = new StringBuilder(USUAL + 1);
      StringBuilder gaps = new StringBuilder();
      while (digit(text, end) || gap(text, end)) {
        if (!digit(text, end)) {
          gaps.append(digits.length()).append(' ');
        } else if (digits.length() <= USUAL) {
          digits.append(text.charAt(end));
        }
        end++;
      }
      if (GROUPED.contains(gaps.toString())
          && !partOfMore(text, i - 1)
          && !partOfMore(text, end)
          && card(digits)) {
        count++;
      }
      i = end;
    }
    return count;
  }

  /** A single sign between digits, as between groups. */
  private static boolean gap(String text, int i) {
    return i < text.length()
        && (text.charAt(i) == ' ' || text.charAt(i) == '-')
        && digit(text, i + 1)
        && digit(text, i - 1);
  }

  private static boolean partOfMore(String text, int i) {
    return i >= 0
        && i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i))
            || "-_.+/()$€£¥".indexOf(text.charAt(i)) >= 0);
  }

  private static boolean card(CharSequence digits) {
    if (digits.length() != USUAL && digits.length() != AMEX) {
      return false;
    }
    int two = number(digits, 2);
    int four = number(digits, 4);
    boolean known =
        digits.length() == AMEX
            ? two == 34 || two == 37
            : digits.charAt(0) == '4'
                || (two >= 51 && two <= 55)
                || (four >= 2221 && four <= 2720)
                || four == 6011
                || two == 65;
    return known && checked(digits);
  }

  private static int number(CharSequence digits, int length) {
    return Integer.parseInt(digits, 0, length, 10);
  }

  /** By the formula of Luhn: every second digit from the right counts twice. */
  private static boolean checked(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int value = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? value : value * 2;
      sum += counted / 10 + counted % 10;
    }
    return sum % 10 == 0;
  }

  private static boolean digit(String text, int i) {
    return i >= 0 && i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }
}
