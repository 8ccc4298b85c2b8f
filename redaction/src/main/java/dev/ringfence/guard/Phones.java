package dev.ringfence.guard;

import java.util.regex.Pattern;

/**
 * Counts phone numbers that cannot well be anything else: a plus sign and an international number's
 * digits, or the three, three and four digits of North America with their signs.
 */
final class Phones {
  private static final int FEWEST = 9;
  private static final int MOST = 15;
  private static final int LONGEST_GAP = 3;

  /** Bounded throughout: a match is at most eighteen characters long. */
  private static final Pattern NORTH_AMERICAN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_\\]./\\\\=#$€£¥,%+)-])"
              + "(?:1[-. ])?(?:\\([2-9]\\d\\d\\) ?[2-9]\\d\\d[-. ]\\d{4}"
              + "|[2-9]\\d\\d([-.])[2-9]\\d\\d\\1\\d{4})"
              + "(?![\\p{L}\\p{N}_/=,%€.-])");

  private Phones() {}

  static int count(String text) {
    int count = 0;
    for (int plus = text.indexOf('+'); plus >= 0; plus = text.indexOf('+', plus + 1)) {
      if (international(text, plus)) {
        count++;
      }
    }
    return count + (int) NORTH_AMERICAN.matcher(text).results().count();
  }

  private static boolean international(String text, int plus) {
    if (plus > 0 && partOfWord(text.charAt(plus - 1))) {
      return false;
    }
    int i = plus + 1;
    if (i < text.length() && text.charAt(i) == '(') {
      i++;
    }
    if (i >= text.length() || text.charAt(i) < '1' || text.charAt(i) > '9') {
      return false;
    }
    int digits = 0;
    while (i < text.length() && digits <= MOST) {
      while (i < text.length() && digit(text.charAt(i))) {
        digits++;
        i++;
      }
      boolean ends = i >= text.length() || !Character.isLetterOrDigit(text.charAt(i));
      if (digits >= FEWEST && digits <= MOST && ends) {
        return true;
      }
      int gap = i;
      while (gap < text.length()
          && gap - i < LONGEST_GAP
          && " -./()".indexOf(text.charAt(gap)) >= 0) {
        gap++;
      }
      if (gap == i || gap >= text.length() || !digit(text.charAt(gap))) {
        return false;
      }
      i = gap;
    }
    return false;
  }

  private static boolean partOfWord(char c) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || c == '+'
        || c == '_'
        || c == ']';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
