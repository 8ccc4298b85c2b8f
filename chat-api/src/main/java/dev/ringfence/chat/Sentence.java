package dev.ringfence.chat;

import dev.ringfence.chat.Meaning.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A redacted text as a row of terms with their meanings, whatever its language: words, phrases,
 * numbers, days, records' numbers and placeholders.
 */
final class Sentence {
  private static final int LONGEST = 2_000;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\[[A-Z][A-Z_]*_\\d+]|\\d{4}-\\d{2}-\\d{2}|\\p{L}+-[\\p{L}\\d-]*\\d[\\p{L}\\d-]*"
              + "|\\d+|[\\p{L}\\p{M}]+");
  private static final Pattern RECORD = Pattern.compile("\\p{L}+-[\\p{L}\\d-]*\\d[\\p{L}\\d-]*");
  private static final Set<String> ORDINALS =
      Set.of("st", "nd", "rd", "th", "er", "re", "e", "o", "a", "eme");

  private static final Set<String> TO_ME = Set.of("me", "mir", "moi");

  private final Language language;
  private final List<Term> terms;

  private Sentence(Language language, List<Term> terms) {
    this.language = language;
    this.terms = List.copyOf(terms);
  }

  /**
   * A word, a phrase, or a number.
   *
   * @param written as it stands in the text
   */
  record Term(String written, Set<Meaning> meanings) {
    static final Term NONE = new Term("", Set.of());

    boolean is(String name) {
      return meanings.stream().anyMatch(meaning -> meaning.name().equals(name));
    }

    boolean is(Kind kind) {
      return meanings.stream().anyMatch(meaning -> meaning.kind() == kind);
    }

    boolean isRecord() {
      return RECORD.matcher(written).matches();
    }

    boolean isPlaceholder() {
      return written.startsWith("[");
    }

    /** The number that it writes; 0 where it writes none. */
    int number() {
      if (!written.isEmpty() && Character.isDigit(written.charAt(0))) {
        return written.length() <= 4 ? Integer.parseInt(written) : 0;
      }
      return meanings.stream()
          .filter(meaning -> meaning.kind() == Kind.NUMBER)
          .mapToInt(meaning -> Integer.parseInt(meaning.name()))
          .findFirst()
          .orElse(0);
    }
  }

  static Sentence of(String text) {
    return of(text, Lexicon.bundled());
  }

  static Sentence of(String text, Lexicon lexicon) {
    List<String> written = new ArrayList<>();
    Matcher tokens = TOKEN.matcher(text.substring(0, Math.min(text.length(), LONGEST)));
    while (tokens.find()) {
      boolean ordinal =
          !written.isEmpty()
              && written.getLast().matches("\\d{1,2}")
              && tokens.start() > 0
              && Character.isDigit(text.charAt(tokens.start() - 1))
              && ORDINALS.contains(Lexicon.folded(tokens.group()));
      if (!ordinal) {
        written.add(tokens.group());
      }
    }
    List<String> folded = written.stream().map(Lexicon::folded).toList();
    Language language = lexicon.languageOf(folded);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < written.size(); ) {
      int length = lexicon.of(language).phraseAt(folded, i);
      if (length > 1) {
        terms.add(
            new Term(
                String.join(" ", written.subList(i, i + length)),
                lexicon.of(language).phrase(folded.subList(i, i + length))));
      } else {
        boolean name =
            i > 0 && language != Language.GERMAN && Character.isUpperCase(written.get(i).charAt(0));
        terms.add(new Term(written.get(i), meanings(lexicon, language, folded.get(i), name)));
      }
      i += Math.max(1, length);
    }
    return new Sentence(language, terms);
  }

  private static Set<Meaning> meanings(
      Lexicon lexicon, Language language, String word, boolean name) {
    boolean letters = word.chars().allMatch(Character::isLetter);
    return letters ? lexicon.meanings(language, word, name) : Set.of();
  }

  Language language() {
    return language;
  }

  List<Term> terms() {
    return terms;
  }

  /** A term, or {@link Term#NONE} beyond either end. */
  Term term(int index) {
    return index < 0 || index >= terms.size() ? Term.NONE : terms.get(index);
  }

  boolean has(String name) {
    return find(term -> term.is(name)) >= 0;
  }

  boolean has(Kind kind) {
    return find(term -> term.is(kind)) >= 0;
  }

  /**
   * Whether somebody speaks of what is theirs or of what they did; {@code show me} says neither.
   */
  boolean isOwn() {
    for (int i = 0; i < terms.size(); i++) {
      boolean told = i <= 2 && TO_ME.contains(Lexicon.folded(terms.get(i).written()));
      if (terms.get(i).is("my") || (terms.get(i).is("me") && !told)) {
        return true;
      }
    }
    return false;
  }

  /** Where the first such term stands; -1 where none does. */
  int find(Predicate<Term> wanted) {
    for (int i = 0; i < terms.size(); i++) {
      if (wanted.test(terms.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Numbers of records, such as {@code ABC-12345}, as they are written. */
  List<String> records() {
    return terms.stream().filter(Term::isRecord).map(Term::written).toList();
  }

  /**
   * The text in plain English, word by word, for a model that knows no other language; records'
   * numbers are made alike.
   */
  String inEnglish() {
    return terms.stream()
        .map(
            term -> {
              if (term.isRecord()) {
                return "X-1000";
              }
              if (language == Language.ENGLISH || term.meanings().isEmpty()) {
                return term.written();
              }
              String first = term.meanings().iterator().next().name();
              return first.equals("empty") ? "" : first.replace('_', ' ');
            })
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
