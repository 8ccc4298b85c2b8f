package dev.ringfence.guard;

import java.util.regex.Matcher;
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
  static final Pattern NORTH_AMERICAN =
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
    return count + northAmerican(text);
  }

  /**
   * What the pattern finds, tried only where a match can begin: at each character of a request of
   * 20 kB it cost more than everything else before the first token.
   */
  private static int northAmerican(String text) {
    Matcher matcher = NORTH_AMERICAN.matcher(text).useTransparentBounds(true);
    int count = 0;
    int i = 0;
    while (i < text.length()) {
      if (canBegin(text, i) && matcher.region(i, text.length()).lookingAt()) {
        count++;
        i = matcher.end();
      } else {
        i++;
      }
    }
    return count;
  }

  private static boolean canBegin(String text, int i) {
    char c = text.charAt(i);
    return (c == '(' || (c >= '1' && c <= '9')) && (i == 0 || !digit(text.charAt(i - 1)));
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
