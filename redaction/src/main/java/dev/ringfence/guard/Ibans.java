package dev.ringfence.guard;

/**
 * Counts bank accounts: two capitals, two check digits and eleven to thirty more characters, solid
 * or in fours, whose remainder by 97 is one (ISO 13616-1).
 */
final class Ibans {
  private static final int FEWEST = 15;
  private static final int MOST = 34;

  private Ibans() {}

  static int count(String text) {
    int count = 0;
    for (int i = 0; i + FEWEST <= text.length(); i++) {
      if (capital(text, i)
          && capital(text, i + 1)
          && digit(text, i + 2)
          && digit(text, i + 3)
          && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))
          && account(text, i)) {
        count++;
      }
    }
    return count;
  }

  /** Whether an account begins at an index; behind it nothing that would belong to it. */
  private static boolean account(String text, int start) {
    StringBuilder written = new StringBuilder(MOST);
    int i = start;
    while (i < text.length() && written.length() <= MOST) {
      char c = text.charAt(i);
      boolean grouped = c == ' ' && written.length() % 4 == 0 && part(text, i + 1);
      if (!part(text, i) && !grouped) {
        break;
      }
      if (!grouped) {
        written.append(c);
      } else if (written.length() >= FEWEST && remainder(written) == 1) {
        return true;
      }
      i++;
    }
    return written.length() >= FEWEST && written.length() <= MOST && remainder(written) == 1;
  }

  private static boolean part(String text, int i) {
    return capital(text, i) || digit(text, i);
  }

  /** With the first four characters behind the others, and A as 10 to Z as 35. */
  private static int remainder(CharSequence written) {
    int remainder = 0;
    for (int k = 0; k < written.length(); k++) {
      int value = Character.digit(written.charAt((k + 4) % written.length()), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }

  private static boolean capital(String text, int i) {
    return i < text.length() && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
  }

  private static boolean digit(String text, int i) {
    return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }
}
