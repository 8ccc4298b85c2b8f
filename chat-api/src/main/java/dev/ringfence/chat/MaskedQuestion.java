package dev.ringfence.chat;

import dev.ringfence.redaction.RedactedText;
import dev.ringfence.vault.Placeholder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question in the form in which others may read it: masked, with nothing but the kind of each
 * value, so that no conversation's placeholders can be followed, and bounded in length.
 */
final class MaskedQuestion {
  /** Code points of the longest one; the database takes no more. */
  static final int LONGEST = 500;

  private static final Pattern BRACKETED = Pattern.compile("\\[[A-Z0-9_]{1,64}]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Zs}]+");

  private MaskedQuestion() {}

  /** In one line; empty where nothing is left. */
  static String of(RedactedText question) {
    String kinds =
        BRACKETED
            .matcher(question.value())
            .replaceAll(
                written ->
                    Matcher.quoteReplacement(
                        Placeholder.parse(written.group())
                            .map(placeholder -> "[" + placeholder.type() + "]")
                            .orElse(written.group())));
    String line = SPACE.matcher(kinds).replaceAll(" ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip();
  }
}
