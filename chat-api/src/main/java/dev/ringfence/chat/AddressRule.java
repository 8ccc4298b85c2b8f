package dev.ringfence.chat;

/** What an address is made of, where one that stands in a text ends, and whether it may stay. */
final class AddressRule {
  private static final String NEVER_INSIDE = "<>[]\\\"`{}|^";
  private static final String NEVER_LAST = ".,;:!?'\"*_~`|";
  private static final String WIDE_PUNCTUATION =
      "\u3002\uff0c\u3001\uff1b\uff1a\uff01\uff1f\uff09\u300d\u300f\u3011\u300b";

  private final LinkPolicy policy;

  AddressRule(LinkPolicy policy) {
    this.policy = policy;
  }

  /** Whether an address may stay. */
  boolean allows(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || c >= 0x7F || NEVER_INSIDE.indexOf(c) >= 0) {
        return false;
      }
    }
    return !url.isEmpty() && !url.contains("&#") && policy.allows(url);
  }

  /**
   * Whether a part of a text, which renderers would make a link of, is an address that may stay.
   */
  boolean allowsStanding(CharSequence text, int from, int to) {
    return NEVER_LAST.indexOf(text.charAt(to - 1)) < 0
        && allows(text.subSequence(from, to).toString());
  }

  /** Whether a character ends an address in every renderer. */
  static boolean ends(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '<'
        || WIDE_PUNCTUATION.indexOf(c) >= 0;
  }

  /** Past the closing signs behind an address whose opening ones stand inside it. */
  static int pastBalanced(CharSequence text, int from, int to, int end) {
    int i = to;
    while (i < end && ")]".indexOf(text.charAt(i)) >= 0) {
      char close = text.charAt(i);
      char open = close == ')' ? '(' : '[';
      long opened = text.subSequence(from, i).chars().filter(c -> c == open).count();
      long closed = text.subSequence(from, i).chars().filter(c -> c == close).count();
      if (opened <= closed) {
        break;
      }
      i++;
    }
    return i;
  }
}
