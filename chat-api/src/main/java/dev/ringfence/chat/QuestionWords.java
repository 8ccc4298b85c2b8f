package dev.ringfence.chat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A redacted text taken apart into words, with their case, so that numbers and names can be told.
 */
final class QuestionWords {
  private static final int LONGEST = 2_000;

  private final List<String> words;

  private QuestionWords(List<String> words) {
    this.words = List.copyOf(words);
  }

  static QuestionWords of(String text) {
    String read = text.substring(0, Math.min(text.length(), LONGEST)).replace('’', '\'');
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= read.length(); i++) {
      boolean inside = i < read.length() && isPart(read.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        add(read.substring(start, i), words);
        start = -1;
      }
    }
    return new QuestionWords(words);
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || "-'_[]".indexOf(c) >= 0;
  }

  private static void add(String raw, List<String> words) {
    int from = 0;
    int to = raw.length();
    while (from < to && "-'_".indexOf(raw.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "-'_".indexOf(raw.charAt(to - 1)) >= 0) {
      to--;
    }
    if (from < to) {
      words.add(raw.substring(from, to));
    }
  }

  int size() {
    return words.size();
  }

  /** A word as it is written, or nothing beyond either end. */
  String word(int index) {
    return index < 0 || index >= words.size() ? "" : words.get(index);
  }

  /** A word in small letters. */
  String lower(int index) {
    return word(index).toLowerCase(Locale.ROOT);
  }

  boolean has(Set<String> lowers) {
    return find(lowers) >= 0;
  }

  /** Where one of these words stands first; -1 where none does. */
  int find(Set<String> lowers) {
    for (int i = 0; i < words.size(); i++) {
      if (lowers.contains(lower(i))) {
        return i;
      }
    }
    return -1;
  }

  /** The words without their endings, those that carry no meaning left out. */
  Set<String> stems() {
    Set<String> stems = new LinkedHashSet<>();
    for (int i = 0; i < words.size(); i++) {
      if (!Vocabulary.isEmpty(lower(i))) {
        stems.add(Vocabulary.stem(lower(i)));
      }
    }
    return stems;
  }

  /** Numbers of records, such as {@code ABC-12345}. */
  List<String> identifiers() {
    return words.stream().filter(QuestionWords::isIdentifier).toList();
  }

  private static boolean isIdentifier(String word) {
    int dash = word.indexOf('-');
    return dash > 0
        && word.length() <= 40
        && word.indexOf('[') < 0
        && word.substring(0, dash).chars().allMatch(Character::isLetter)
        && word.chars().skip(dash).anyMatch(Character::isDigit);
  }
}
