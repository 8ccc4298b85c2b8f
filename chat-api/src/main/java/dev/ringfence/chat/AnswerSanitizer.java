package dev.ringfence.chat;

import java.util.List;
import java.util.function.Predicate;

/**
 * Takes out of streaming text whatever a page could act on: tags, images, and every address that
 * the policy does not allow. A piece of mark-up is held until it ends or is longer than {@value
 * #LONGEST} characters; of a link that is not allowed only its text stays.
 */
final class AnswerSanitizer {
  static final int LONGEST = 2048;

  private static final int MORE = -1;
  private static final int DEEPEST = 16;
  private static final String TRAILING = ".,;:!?'\")]}*_~`|\u3002\uff0c";
  private static final List<String> SCHEMES =
      List.of(
          "http:",
          "https:",
          "ftp:",
          "ftps:",
          "ws:",
          "wss:",
          "file:",
          "blob:",
          "data:",
          "mailto:",
          "javascript:",
          "vbscript:",
          "www.");

  private final AddressRule addresses;
  private final Predicate<String> issued;
  private final int depth;
  private final StringBuilder pending = new StringBuilder();
  private final Seams shown = new Seams();
  private boolean swallowing;

  /**
   * @param policy which addresses stay
   * @param issued which bracketed words are placeholders to be restored behind this
   */
  AnswerSanitizer(LinkPolicy policy, Predicate<String> issued) {
    this(new AddressRule(policy), issued, 0);
  }

  private AnswerSanitizer(AddressRule addresses, Predicate<String> issued, int depth) {
    this.addresses = addresses;
    this.issued = issued;
    this.depth = depth;
  }

  String accept(String plain) {
    pending.append(plain);
    return drain(false);
  }

  String finish() {
    return drain(true);
  }

  private String drain(boolean last) {
    int i = 0;
    while (i < pending.length()) {
      int next = step(i, last);
      if (next == MORE) {
        break;
      }
      i = next;
    }
    pending.delete(0, i);
    return shown.take();
  }

  private int step(int i, boolean last) {
    char c = pending.charAt(i);
    if (swallowing) {
      swallowing = !AddressRule.ends(c);
      return swallowing ? i + 1 : i;
    }
    return switch (c) {
      case '<' -> tag(i, last);
      case '[' -> bracket(i, last);
      case ']' -> closing(i, last);
      case '!' -> image(i, last);
      case ':' -> unknownScheme(i, last);
      case '/' -> protocolRelative(i, last);
      default -> shown.atWord() && schemeStart(c) ? scheme(i, last) : show(i);
    };
  }

  private int show(int i) {
    shown.add(pending.charAt(i));
    return i + 1;
  }

  private int drop(int to) {
    shown.seam();
    return to;
  }

  private boolean unknown(int index, boolean last) {
    return index >= pending.length() && !last;
  }

  private char at(int index) {
    return index < pending.length() ? pending.charAt(index) : '\n';
  }

  // Addresses that stand in the text.

  private static boolean schemeStart(char c) {
    return "hfwbdmjv".indexOf(Character.toLowerCase(c)) >= 0;
  }

  private int scheme(int i, boolean last) {
    for (String scheme : SCHEMES) {
      int k = 0;
      while (k < scheme.length()
          && i + k < pending.length()
          && Character.toLowerCase(pending.charAt(i + k)) == scheme.charAt(k)) {
        k++;
      }
      if (unknown(i + k, last)) {
        return MORE;
      }
      if (k == scheme.length()) {
        char next = at(i + k);
        boolean data = Character.isLetter(next) || next == ',' || next == ';';
        boolean url = scheme.equals("data:") ? data : !AddressRule.ends(next);
        if (url) {
          return url(i, last);
        }
      }
    }
    return show(i);
  }

  private int unknownScheme(int i, boolean last) {
    if (unknown(i + 1, last) || (at(i + 1) == '/' && unknown(i + 2, last))) {
      return MORE;
    }
    return at(i + 1) == '/' && at(i + 2) == '/' ? url(i, last) : show(i);
  }

  private int protocolRelative(int i, boolean last) {
    if (unknown(i + 1, last) || (at(i + 1) == '/' && unknown(i + 2, last))) {
      return MORE;
    }
    return at(i + 1) == '/' && !AddressRule.ends(at(i + 2)) ? url(i, last) : show(i);
  }

  /** An address that begins at an index, up to what ends it in every renderer. */
  private int url(int i, boolean last) {
    int end = i;
    while (end < pending.length() && end - i < LONGEST && !AddressRule.ends(pending.charAt(end))) {
      end++;
    }
    if (end - i >= LONGEST) {
      swallowing = true;
      return drop(end);
    }
    if (unknown(end, last)) {
      return MORE;
    }
    int to = end;
    while (to > i + 1
        && TRAILING.indexOf(pending.charAt(to - 1)) >= 0
        && !addresses.allowsStanding(pending, i, to)) {
      to--;
    }
    if (!addresses.allowsStanding(pending, i, to)) {
      return drop(AddressRule.pastBalanced(pending, i, to, end));
    }
    shown.add(pending.substring(i, to));
    boolean goesOn = to == end && at(end) >= 0x80;
    if (goesOn) {
      shown.add(' ');
    }
    return to;
  }

  // Tags.

  private int tag(int i, boolean last) {
    if (unknown(i + 1, last)) {
      return MORE;
    }
    char next = at(i + 1);
    if (Character.isWhitespace(next) || (next >= '0' && next <= '9') || next == '=') {
      return show(i);
    }
    if (Character.isLetter(next) || next == '/' || next == '!' || next == '?') {
      int end = i + 1;
      while (end < pending.length() && end - i < LONGEST && "<>".indexOf(pending.charAt(end)) < 0) {
        end++;
      }
      if (end - i < LONGEST && unknown(end, last)) {
        return MORE;
      }
      if (end - i < LONGEST && end < pending.length() && pending.charAt(end) == '>') {
        String inside = pending.substring(i + 1, end);
        shown.seam();
        if (addresses.allows(inside)) {
          shown.add("<" + inside + ">");
        }
        return drop(end + 1);
      }
    }
    shown.add("< ");
    return i + 1;
  }

  // Links and images.

  private int bracket(int i, boolean last) {
    int close = close(i, last);
    if (close == MORE) {
      return MORE;
    }
    if (close < 0) {
      return show(i);
    }
    if (unknown(close + 1, last)) {
      return MORE;
    }
    String text = pending.substring(i + 1, close);
    boolean placeholder = issued.test("[" + text + "]");
    return switch (at(close + 1)) {
      case '(' -> inline(i, close, text, placeholder, last);
      case '[' -> reference(close, text, placeholder, last);
      case ':' -> placeholder ? placeholder(text, close + 1) : unwrapped(text, close + 1);
      default -> placeholder ? placeholder(text, close + 1) : show(i);
    };
  }

  private int placeholder(String text, int next) {
    shown.addPlaceholder("[" + text + "]");
    return next;
  }

  private int unwrapped(String text, int next) {
    shown.seam();
    shown.add(inner(text));
    return drop(next);
  }

  private int inline(int i, int close, String text, boolean placeholder, boolean last) {
    LinkTarget target = target(i, close + 1, last);
    if (target.end() == LinkTarget.MORE) {
      return MORE;
    }
    if (placeholder) {
      boolean address = target.end() > 0 && target.url().matches("(?s).*[:/.@\\[#?].*|");
      return placeholder(text, address ? target.end() : close + 1);
    }
    if (target.end() == LinkTarget.NONE) {
      return unwrapped(text, close + 1);
    }
    if (!addresses.allows(target.url()) || target.url().matches(".*[()].*")) {
      return unwrapped(text, target.end());
    }
    String label = inner(text);
    shown.seam();
    shown.add(label.isBlank() ? target.url() + " " : "[" + label + "](" + target.url() + ")");
    return drop(target.end());
  }

  private int reference(int close, String text, boolean placeholder, boolean last) {
    if (placeholder) {
      return placeholder(text, close + 1);
    }
    int end = close(close + 1, last);
    if (end == MORE) {
      return MORE;
    }
    boolean label = end > 0 && !issued.test(pending.substring(close + 1, end + 1));
    return unwrapped(text, label ? end + 1 : close + 1);
  }

  private int image(int i, boolean last) {
    if (unknown(i + 1, last)) {
      return MORE;
    }
    if (at(i + 1) != '[') {
      return show(i);
    }
    int close = close(i + 1, last);
    if (close == MORE || (close > 0 && unknown(close + 1, last))) {
      return MORE;
    }
    if (close > 0 && !issued.test(pending.substring(i + 1, close + 1))) {
      if (at(close + 1) == '(') {
        LinkTarget target = target(i, close + 1, last);
        return target.end() == LinkTarget.MORE
            ? MORE
            : drop(target.end() > 0 ? target.end() : close + 1);
      }
      if (at(close + 1) == '[') {
        int end = close(close + 1, last);
        return end == MORE ? MORE : drop(end > 0 ? end + 1 : close + 1);
      }
    }
    shown.add("! ");
    return i + 1;
  }

  /** A bracket that closes nothing that was seen as a link must not become one. */
  private int closing(int i, boolean last) {
    if (unknown(i + 1, last)) {
      return MORE;
    }
    shown.add("([:".indexOf(at(i + 1)) >= 0 ? "] " : "]");
    return i + 1;
  }

  private LinkTarget target(int from, int open, boolean last) {
    int limit = Math.min(pending.length(), from + LONGEST);
    return LinkTarget.read(pending, open, limit, !last && limit < from + LONGEST);
  }

  /** The bracket that closes the one at an index, {@link #MORE}, or -2 where there is none. */
  private int close(int open, boolean last) {
    int nested = 0;
    int limit = Math.min(pending.length(), open + LONGEST);
    for (int i = open; i < limit; i++) {
      char c = pending.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        nested++;
      } else if (c == ']' && --nested == 0) {
        return i;
      } else if (c == '\n' && i + 1 < limit && pending.charAt(i + 1) == '\n') {
        return -2;
      }
    }
    return !last && limit < open + LONGEST ? MORE : -2;
  }

  private String inner(String text) {
    if (depth >= DEEPEST) {
      return "";
    }
    AnswerSanitizer sanitizer = new AnswerSanitizer(addresses, issued, depth + 1);
    return sanitizer.accept(text) + sanitizer.finish();
  }
}
