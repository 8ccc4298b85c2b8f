package dev.ringfence.retrieval;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the language of a text by its function words, which make up a third to a half of any prose.
 */
final class LanguageGuess {
  private static final Set<Language> OTHER_SCRIPTS =
      EnumSet.of(Language.RUSSIAN, Language.GREEK, Language.ARABIC, Language.HINDI);

  private LanguageGuess() {}

  /** The language of a document; English, the knowledge base's own, where nothing tells. */
  static Language ofDocument(List<WordScanner.Run> runs) {
    Map<Language, Integer> evidence = evidence(runs);
    Language best = ofScript(runs);
    int most = evidence.getOrDefault(best, 0);
    for (Map.Entry<Language, Integer> each : evidence.entrySet()) {
      if (each.getValue() > most) {
        best = each.getKey();
        most = each.getValue();
      }
    }
    return best;
  }

  /**
   * The languages that a question may be in: those for which at least half as much speaks as for
   * the likeliest; all that are written in its script where nothing tells.
   */
  static Set<Language> ofQuestion(List<WordScanner.Run> runs) {
    Map<Language, Integer> evidence = evidence(runs);
    int most = evidence.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    Set<Language> plausible = EnumSet.noneOf(Language.class);
    evidence.forEach(
        (language, count) -> {
          if (2 * count >= most) {
            plausible.add(language);
          }
        });
    if (!plausible.isEmpty()) {
      return plausible;
    }
    Language script = ofScript(runs);
    return OTHER_SCRIPTS.contains(script)
        ? EnumSet.of(script)
        : EnumSet.complementOf(EnumSet.copyOf(OTHER_SCRIPTS));
  }

  private static Map<Language, Integer> evidence(List<WordScanner.Run> runs) {
    Map<Language, Integer> counts = new EnumMap<>(Language.class);
    for (WordScanner.Run run : runs) {
      for (String word : WordScanner.isContraction(run) ? List.of(run.written()) : run.words()) {
        for (Language language : Language.values()) {
          if (language.isFunctionWord(word)) {
            counts.merge(language, 1, Integer::sum);
          }
        }
      }
    }
    return counts;
  }

  private static Language ofScript(List<WordScanner.Run> runs) {
    for (WordScanner.Run run : runs) {
      for (String word : run.words()) {
        switch (UnicodeScript.of(word.codePointAt(0))) {
          case CYRILLIC -> {
            return Language.RUSSIAN;
          }
          case GREEK -> {
            return Language.GREEK;
          }
          case ARABIC -> {
            return Language.ARABIC;
          }
          case DEVANAGARI -> {
            return Language.HINDI;
          }
          case LATIN -> {
            return Language.ENGLISH;
          }
          default -> {}
        }
      }
    }
    return Language.ENGLISH;
  }
}
