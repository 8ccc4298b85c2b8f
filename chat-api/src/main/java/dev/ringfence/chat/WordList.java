package dev.ringfence.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One language's words and what each can mean: whole words, beginnings of words, and phrases. It is
 * filled once and then read by many threads.
 */
final class WordList {
  private static final int LONGEST_PHRASE = 5;

  /** From this length on, a word is known with one letter wrong, and from the next with two. */
  private static final int ONE_WRONG = 6;

  private static final int TWO_WRONG = 10;
  private static final int SHORTEST_PART = 4;

  private final Map<String, Set<Meaning>> whole = new HashMap<>();
  private final Map<String, Set<Meaning>> beginnings = new HashMap<>();
  private final Map<String, Set<Meaning>> phrases = new HashMap<>();
  private final Map<Character, List<Spelling>> spellings = new HashMap<>();

  /** A word that may be misspelt; {@code open} where any ending may follow it. */
  private record Spelling(String word, boolean open) {}

  /** A word as the lexicon writes it: a star stands for any ending, an underscore for a space. */
  void add(String written, Meaning meaning) {
    boolean open = written.endsWith("*");
    String word = open ? written.substring(0, written.length() - 1) : written;
    Map<String, Set<Meaning>> kept = word.contains("_") ? phrases : open ? beginnings : whole;
    if (kept != phrases && word.length() >= ONE_WRONG - 1) {
      spellings
          .computeIfAbsent(word.charAt(0), _ -> new ArrayList<>())
          .add(new Spelling(word, open));
    }
    kept.computeIfAbsent(word + (open && kept == phrases ? "*" : ""), _ -> new LinkedHashSet<>())
        .add(meaning);
  }

  /** How many words the longest phrase has that begins at a place; 0 where none does. */
  int phraseAt(List<String> words, int index) {
    for (int length = Math.min(LONGEST_PHRASE, words.size() - index); length > 1; length--) {
      if (!phrase(words.subList(index, index + length)).isEmpty()) {
        return length;
      }
    }
    return 0;
  }

  Set<Meaning> phrase(List<String> words) {
    String joined = String.join("_", words);
    Set<Meaning> exact = phrases.get(joined);
    if (exact != null) {
      return exact;
    }
    int last = joined.lastIndexOf('_');
    for (int end = joined.length(); end > last + 2; end--) {
      Set<Meaning> open = phrases.get(joined.substring(0, end) + "*");
      if (open != null) {
        return open;
      }
    }
    return Set.of();
  }

  /** What a word means, by itself or by its longest known beginning. */
  Set<Meaning> meanings(String word) {
    Set<Meaning> found = new LinkedHashSet<>(whole.getOrDefault(word, Set.of()));
    for (int end = word.length(); end > 1; end--) {
      Set<Meaning> known = beginnings.get(word.substring(0, end));
      if (known != null) {
        found.addAll(known);
        break;
      }
    }
    return found;
  }

  boolean hasWhole(String word) {
    return whole.containsKey(word);
  }

  /** What the parts of a compound mean, its last part first; nothing unless that is known. */
  Set<Meaning> parts(String word) {
    for (int at = 3; at <= word.length() - SHORTEST_PART; at++) {
      Set<Meaning> head = content(meanings(word.substring(at)));
      if (!head.isEmpty()) {
        Set<Meaning> all = new LinkedHashSet<>(head);
        all.addAll(content(meanings(word.substring(0, at))));
        return all;
      }
    }
    return Set.of();
  }

  /** A wrong letter is forgiven in words for things and states, not in those that bind them. */
  private static List<Meaning> carrying(Set<Meaning> meanings) {
    return meanings.stream()
        .filter(m -> m.kind() == Meaning.Kind.CONTENT || m.kind() == Meaning.Kind.STATE)
        .toList();
  }

  private static Set<Meaning> content(Set<Meaning> meanings) {
    boolean content = meanings.stream().anyMatch(m -> m.kind() == Meaning.Kind.CONTENT);
    return content ? meanings : Set.of();
  }

  /** What the word means that is meant when a letter or two are wrong. */
  Set<Meaning> misspelt(String word) {
    if (word.length() < ONE_WRONG) {
      return Set.of();
    }
    int most = word.length() < TWO_WRONG ? 1 : 2;
    List<Set<Meaning>> near = new ArrayList<>();
    int least = most + 1;
    for (Spelling known : spellings.getOrDefault(word.charAt(0), List.of())) {
      int distance = Misspelling.distance(known.word(), word, known.open(), least + 1);
      if (distance < least) {
        near.clear();
        least = distance;
      }
      if (distance == least && least <= most) {
        near.add((known.open() ? beginnings : whole).getOrDefault(known.word(), Set.of()));
      }
    }
    Set<Meaning> all = new LinkedHashSet<>();
    near.forEach(meanings -> all.addAll(carrying(meanings)));
    return all;
  }
}
