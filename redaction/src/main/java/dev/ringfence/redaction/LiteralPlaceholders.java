package dev.ringfence.redaction;

import dev.ringfence.recognition.Trigger;
import dev.ringfence.recognition.View;
import dev.ringfence.vault.SensitiveType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Finds what somebody wrote so that it looks like a placeholder. Its brackets become parentheses:
 * it stays readable, and nothing restores it.
 */
final class LiteralPlaceholders {
  /** A bracket to be replaced, as a range of the source. */
  record Bracket(int start, int end, String replacement) {}

  private static final List<String> LABELS =
      Arrays.stream(SensitiveType.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList();

  private LiteralPlaceholders() {}

  /** The brackets of every literal placeholder but those that were issued. */
  static List<Bracket> find(View view, Predicate<String> issued) {
    List<Bracket> brackets = new ArrayList<>();
    int i = view.seek(0, Trigger.BRACKET);
    while (i < view.length()) {
      int close = close(view, i + 1);
      if (close > 0 && !issued.test(view.text(i, close + 1))) {
        brackets.add(new Bracket(view.sourceStart(i), view.sourceEnd(i), "("));
        brackets.add(new Bracket(view.sourceStart(close), view.sourceEnd(close), ")"));
      }
      i = view.seek(i + 1, Trigger.BRACKET);
    }
    return brackets;
  }

  private static int close(View view, int from) {
    int start = from;
    while (view.at(start) == ' ') {
      start++;
      if (start - from > 2) {
        return -1;
      }
    }
    for (String label : LABELS) {
      if (view.wordStandsAt(start, label)) {
        int i = start + label.length();
        while (i - start - label.length() < 3 && "_ -".indexOf(view.at(i)) >= 0) {
          i++;
        }
        int digits = i;
        while (view.digitAt(i) && i - digits < 16) {
          i++;
        }
        boolean numbered = i > digits;
        while (view.at(i) == ' ' && i - digits < 20) {
          i++;
        }
        return numbered && view.at(i) == ']' ? i : -1;
      }
    }
    return -1;
  }
}
