package dev.ringfence.guard;

import java.util.Locale;
import java.util.regex.Pattern;

/** Counts e-mail addresses: a sign between something named and a domain with a dot. */
final class Emails {
  private static final int LONGEST_DOMAIN = 255;
  private static final int LONGEST_LITERAL = 48;

  /** The end of {@code icon@2x.png}: a possessive, bounded pattern over one short name. */
  private static final Pattern IMAGE =
      Pattern.compile("\\d{1,3}x\\.(png|jpe?g|gif|webp|avif|svg|bmp|ico|pdf)");

  private Emails() {}

  static int count(String text) {
    int count = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      if (named(text, at - 1) && domain(text, at + 1)) {
        count++;
      }
    }
    return count;
  }

  private static boolean named(String text, int index) {
    if (index < 0) {
      return false;
    }
    char c = text.charAt(index);
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '+'
        || c == '-'
        || (c == '"' && index > 0 && Character.isLetterOrDigit(text.charAt(index - 1)));
  }

  private static boolean domain(String text, int start) {
    if (start < text.length() && text.charAt(start) == '[') {
      return literal(text, start + 1);
    }
    int end = start;
    int limit = Math.min(text.length(), start + LONGEST_DOMAIN);
    int label = start;
    while (end < limit) {
      while (end < limit
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
        end++;
      }
      if (end == label || text.charAt(label) == '-' || text.charAt(end - 1) == '-') {
        return false;
      }
      if (label > start && letters(text, label, end)) {
        return !IMAGE.matcher(text.substring(start, end).toLowerCase(Locale.ROOT)).matches();
      }
      if (end >= limit || text.charAt(end) != '.') {
        return false;
      }
      label = ++end;
    }
    return false;
  }

  private static boolean literal(String text, int start) {
    int end = text.indexOf(']', start, Math.min(text.length(), start + LONGEST_LITERAL));
    if (end - start < 3) {
      return false;
    }
    String address = text.substring(start, end);
    return address.matches("(?i)(ipv6:)?[0-9a-f]*[.:][0-9a-f.:]+");
  }

  private static boolean letters(String text, int start, int end) {
    if (text.regionMatches(true, start, "xn--", 0, 4)) {
      return end - start > 4;
    }
    return end - start >= 2 && text.substring(start, end).chars().allMatch(Character::isLetter);
  }
}
