package dev.ringfence.retrieval;

import java.util.ArrayList;
import java.util.List;

/**
 * A count of tokens that holds for any model: rather above than below what a word-piece vocabulary
 * makes of ordinary prose, and the same on every machine.
 */
final class Tokens {
  private static final int LETTERS_PER_TOKEN = 4;

  private Tokens() {}

  static int approximate(CharSequence text) {
    return count(text, Integer.MAX_VALUE).tokens();
  }

  /**
   * The parts of a text with at most so many tokens each, divided between words wherever there is a
   * space.
   */
  static List<String> pieces(String text, int most) {
    List<String> pieces = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      int end = count(rest, most).end();
      if (end < rest.length()) {
        int space = rest.lastIndexOf(' ', end);
        end = space > end / 2 ? space + 1 : end;
      }
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    return pieces;
  }

  private record Count(int tokens, int end) {}

  /**
   * Counts until there would be more than {@code most}, and says how far that is; always past the
   * first character.
   */
  private static Count count(CharSequence text, int most) {
    int tokens = 0;
    int letters = 0;
    int at = 0;
    while (at < text.length()) {
      int point = Character.codePointAt(text, at);
      int before = tokens;
      if (Character.isLetterOrDigit(point) && !Character.isIdeographic(point)) {
        tokens += letters % LETTERS_PER_TOKEN == 0 ? 1 : 0;
        letters++;
      } else {
        letters = 0;
        tokens += Character.isWhitespace(point) ? 0 : 1;
      }
      if (tokens > most && at > 0) {
        return new Count(before, at);
      }
      at += Character.charCount(point);
    }
    return new Count(tokens, at);
  }
}
