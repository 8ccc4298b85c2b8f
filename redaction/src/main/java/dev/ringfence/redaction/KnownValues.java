package dev.ringfence.redaction;

import dev.ringfence.recognition.Certainty;
import dev.ringfence.recognition.Context;
import dev.ringfence.recognition.Findings;
import dev.ringfence.recognition.Folding;
import dev.ringfence.recognition.Recognizer;
import dev.ringfence.recognition.View;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds again, in any case, what was masked before: a name or a key that a tool declared has no
 * grammar, and stands in a question as well once its owner has read it.
 */
final class KnownValues implements Recognizer {
  /** Shorter values are words like any other, and are masked only where a field declares them. */
  static final int SHORTEST = 5;

  private static final int LONGEST_COMMON = 8;
  private static final int START = 4;

  private record Known(String text, SensitiveType type) {}

  private final Map<String, List<Known>> byStart = new HashMap<>();

  KnownValues(Collection<SensitiveValue> values) {
    for (SensitiveValue value : values) {
      View folded = Folding.fold(value.value());
      int end = folded.length();
      if (end >= SHORTEST && !common(value)) {
        byStart
            .computeIfAbsent(lower(folded, 0, START), _ -> new ArrayList<>())
            .add(new Known(lower(folded, 0, end), value.type()));
      }
    }
  }

  /** Whether a password or code is a word or a short number, which other things are called too. */
  private static boolean common(SensitiveValue value) {
    String text = value.value();
    return value.type() == SensitiveType.SECRET
        && text.length() <= LONGEST_COMMON
        && (text.chars().allMatch(Character::isLetter)
            || text.chars().allMatch(Character::isDigit));
  }

  @Override
  public void find(View view, Context context, Findings findings) {
    if (byStart.isEmpty()) {
      return;
    }
    for (int i = 0; i + SHORTEST <= view.length(); i++) {
      for (Known known : byStart.getOrDefault(lower(view, i, i + START), List.of())) {
        int end = i + known.text().length();
        if (standsAt(view, i, known.text()) && apart(view, i) && apart(view, end)) {
          findings.add(
              view, i, end, known.type(), Certainty.PROVEN, "masked before in this conversation");
        }
      }
    }
  }

  private static boolean standsAt(View view, int start, String text) {
    for (int i = START; i < text.length(); i++) {
      if (Character.toLowerCase(view.at(start + i)) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word does not go on across an index. */
  private static boolean apart(View view, int index) {
    return !view.wordAt(index - 1) || !view.wordAt(index);
  }

  private static String lower(View view, int start, int end) {
    char[] chars = new char[end - start];
    for (int i = start; i < end; i++) {
      chars[i - start] = Character.toLowerCase(view.at(i));
    }
    return new String(chars);
  }
}
