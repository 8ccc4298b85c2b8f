package dev.ringfence.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The words that people ask about their affairs with, in several languages, by their meaning. It
 * knows of no tool: what a tool is about is read from its own declaration with the same words.
 */
final class Lexicon {
  private static final String FILE = "lexicon.txt";

  /** From this length on, a German word may be made of two. */
  private static final int COMPOUND = 7;

  private static final Lexicon BUNDLED = read();

  private final Map<Language, WordList> words = new EnumMap<>(Language.class);

  private Lexicon() {
    for (Language language : Language.values()) {
      words.put(language, new WordList());
    }
  }

  /** The one that comes with the service. */
  static Lexicon bundled() {
    return BUNDLED;
  }

  private static Lexicon read() {
    try (InputStream file = Lexicon.class.getResourceAsStream(FILE)) {
      String text = new String(Objects.requireNonNull(file, FILE).readAllBytes(), UTF_8);
      Lexicon lexicon = new Lexicon();
      Meaning.Kind kind = Meaning.Kind.FUNCTION;
      for (String line : text.split("\n")) {
        if (line.startsWith("[")) {
          kind = Meaning.Kind.of(line.substring(1, line.length() - 1));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          lexicon.add(kind, line);
        }
      }
      return lexicon;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Meaning.Kind kind, String line) {
    int colon = line.indexOf(':');
    Meaning meaning = new Meaning(kind, line.substring(0, colon));
    String[] columns = line.substring(colon + 1).split("\\|");
    if (columns.length != Language.values().length) {
      throw new IllegalStateException(meaning.name() + ": one column for each language");
    }
    for (Language language : Language.values()) {
      for (String word : columns[language.ordinal()].strip().split("\\s+")) {
        if (!word.isEmpty()) {
          of(language).add(folded(word), meaning);
        }
      }
    }
  }

  WordList of(Language language) {
    return Objects.requireNonNull(words.get(language));
  }

  /**
   * What a word means in a sentence of a language, foreign words of business among them.
   *
   * @param name whether it is written as a name, which is no misspelling
   */
  Set<Meaning> meanings(Language language, String word, boolean name) {
    Set<Meaning> own = of(language).meanings(word);
    if (language == Language.GERMAN && word.length() >= COMPOUND && !of(language).hasWhole(word)) {
      Set<Meaning> parts = new LinkedHashSet<>(of(language).parts(word));
      parts.addAll(own);
      own = parts;
    }
    if (!own.isEmpty()) {
      return own;
    }
    for (Language other : Language.values()) {
      Set<Meaning> borrowed = of(other).meanings(word);
      if (word.length() > 3 && carries(borrowed)) {
        return borrowed;
      }
    }
    return name ? Set.of() : of(language).misspelt(word);
  }

  private static boolean carries(Set<Meaning> meanings) {
    return meanings.stream()
        .anyMatch(m -> m.kind() == Meaning.Kind.CONTENT || m.kind() == Meaning.Kind.STATE);
  }

  /** The language that most of the words are of; English where that cannot be told. */
  Language languageOf(List<String> written) {
    Language best = Language.ENGLISH;
    double most = 0;
    for (Language language : Language.values()) {
      double known = 0;
      for (String word : new LinkedHashSet<>(written)) {
        known += of(language).hasWhole(word) ? 1 : of(language).meanings(word).isEmpty() ? 0 : 0.6;
      }
      if (known > most + 1e-9) {
        most = known;
        best = language;
      }
    }
    return best;
  }

  /** A word in small letters and without accents, as the lexicon compares it. */
  static String folded(String word) {
    String plain =
        Normalizer.normalize(word, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("œ", "oe");
    StringBuilder folded = new StringBuilder(plain.length());
    plain
        .codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
