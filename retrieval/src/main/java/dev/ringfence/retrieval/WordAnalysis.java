package dev.ringfence.retrieval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns texts into the words that they are found by, documents and questions alike: each word as it
 * stands and its stem in the text's language, codes and numbers whole and in parts.
 *
 * <p>A word is stored as a number of 64 bits, the beginning of its SHA-256: it is shorter than the
 * word, compared faster, and two words that share one would have to be looked for.
 */
final class WordAnalysis {
  /** Changes whenever the same text would give other words. */
  static final String VERSION = "1";

  /** What is taken of a question: more words than this tell no passage from another. */
  private static final int MOST_WORDS = 32;

  /**
   * The words of a passage.
   *
   * @param counts how often each stands in it
   * @param length how many words it has, function words left out
   */
  record Counted(Map<Long, Integer> counts, int length) {}

  /** A word that a question asks for: any of its forms will do. */
  record AskedWord(String written, Set<Long> forms) {}

  /**
   * The words of a question.
   *
   * @param words what it asks for, in its order
   * @param passedOver words that carry no meaning, and what is beyond the most that are taken
   */
  record Asked(List<AskedWord> words, List<String> passedOver) {}

  private WordAnalysis() {}

  /** The words of a passage in the language of its document. */
  static Counted count(List<WordScanner.Run> runs, Language language) {
    Map<Long, Integer> counts = new HashMap<>();
    int length = 0;
    for (WordScanner.Run run : runs) {
      if (WordScanner.isContraction(run) && language.isFunctionWord(run.written())) {
        continue;
      }
      for (String word : run.words()) {
        if (!run.again() && !language.isFunctionWord(word)) {
          length++;
          forms(word, Set.of(language)).forEach(form -> counts.merge(form, 1, Integer::sum));
        }
      }
      if (!run.whole().isEmpty()) {
        counts.merge(number(Folding.withoutMarks(run.whole())), 1, Integer::sum);
      }
    }
    return new Counted(counts, length);
  }

  /** The words that a question asks for, and those that say nothing. */
  static Asked ofQuestion(String question) {
    List<WordScanner.Run> runs = WordScanner.runs(question);
    Set<Language> languages = LanguageGuess.ofQuestion(runs);
    Map<String, Set<Long>> asked = new LinkedHashMap<>();
    Set<String> passedOver = new LinkedHashSet<>();
    for (WordScanner.Run run : runs) {
      if (WordScanner.isContraction(run) && isFunctionWord(run.written(), languages)) {
        passedOver.add(run.written());
        continue;
      }
      Set<Long> whole =
          run.whole().isEmpty() ? Set.of() : Set.of(number(Folding.withoutMarks(run.whole())));
      if (run.code() && !whole.isEmpty()) {
        asked.computeIfAbsent(run.whole(), _ -> new LinkedHashSet<>()).addAll(whole);
      }
      for (String word : run.words()) {
        if (isFunctionWord(word, languages)) {
          passedOver.add(word);
        } else {
          Set<Long> forms = asked.computeIfAbsent(word, _ -> new LinkedHashSet<>());
          forms.addAll(forms(word, languages));
          forms.addAll(whole);
        }
      }
    }
    return distinct(asked, passedOver);
  }

  /** Two words with a form in common, such as price and prices, are asked for once. */
  private static Asked distinct(Map<String, Set<Long>> asked, Set<String> passedOver) {
    List<AskedWord> words = new ArrayList<>();
    Set<Set<Long>> seen = new HashSet<>();
    asked.forEach(
        (written, forms) -> {
          if (words.size() == MOST_WORDS) {
            passedOver.add(written);
          } else if (seen.add(forms)) {
            words.add(new AskedWord(written, forms));
          }
        });
    return new Asked(List.copyOf(words), List.copyOf(passedOver));
  }

  private static boolean isFunctionWord(String word, Set<Language> languages) {
    return languages.stream().anyMatch(language -> language.isFunctionWord(word));
  }

  private static Set<Long> forms(String word, Set<Language> languages) {
    Set<Long> forms = new LinkedHashSet<>();
    forms.add(number(Folding.withoutMarks(word)));
    if (word.chars().noneMatch(Character::isDigit)) {
      languages.forEach(language -> forms.add(number(Folding.withoutMarks(language.stem(word)))));
    }
    return forms;
  }

  /** The number that stands for a word. */
  static long number(String word) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
