package dev.ringfence.chat;

import dev.ringfence.vault.Placeholder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A redacted text taken apart into words, with their case, so that numbers and names can be told.
 */
final class QuestionWords {
  private static final int LONGEST = 2_000;
  private static final String SAMPLE = "X-1000";
  private static final Set<String> TELL = Set.of("tell", "show", "give", "send", "let", "sell");

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

  boolean hasPhrase(String... phrase) {
    for (int i = 0; i + phrase.length <= words.size(); i++) {
      if (startsAt(i, phrase)) {
        return true;
      }
    }
    return false;
  }

  boolean startsAt(int index, String... phrase) {
    for (int j = 0; j < phrase.length; j++) {
      if (!lower(index + j).equals(phrase[j])) {
        return false;
      }
    }
    return true;
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

  /** The stems, those of what is called {@code my} heavier, those of what it is about lighter. */
  Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    boolean about = false;
    for (int i = 0; i < words.size(); i++) {
      about |= lower(i).equals("about");
      if (!Vocabulary.isEmpty(lower(i))) {
        double weight = Vocabulary.isPossessive(lower(i - 1)) ? 2 : about ? 0.5 : 1;
        weights.merge(Vocabulary.stem(lower(i)), weight, Math::max);
      }
    }
    return weights;
  }

  /** Whether the one who asks speaks of what is theirs or of what they did. */
  boolean isOfFirstPerson() {
    for (int i = 0; i < words.size(); i++) {
      boolean asked = TELL.contains(lower(i - 1));
      if ((Vocabulary.isFirstPerson(lower(i)) && !asked)
          || startsAt(i, "did", "i")
          || startsAt(i, "have", "i")) {
        return true;
      }
    }
    return false;
  }

  List<Placeholder> placeholders() {
    return words.stream().flatMap(word -> Placeholder.parse(word).stream()).toList();
  }

  /** Numbers of records, such as {@code ABC-12345}. */
  List<String> identifiers() {
    return words.stream().filter(QuestionWords::isIdentifier).toList();
  }

  /**
   * The text with every record's number replaced by the same one, so that only the rest differs.
   */
  String withoutIdentifiers() {
    return String.join(
        " ", words.stream().map(word -> isIdentifier(word) ? SAMPLE : word).toList());
  }

  private static boolean isIdentifier(String word) {
    int dash = word.indexOf('-');
    return dash > 0
        && word.length() <= 40
        && word.indexOf('[') < 0
        && word.substring(0, dash).chars().allMatch(Character::isLetter)
        && word.chars().skip(dash).anyMatch(Character::isDigit);
  }

  /** The longest runs of words with a capital letter that are neither a number nor known. */
  List<String> names(Predicate<String> known) {
    List<String> names = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int i = 0; i <= words.size(); i++) {
      String word = withoutPossessive(word(i));
      boolean name =
          !word.isEmpty()
              && Character.isUpperCase(word.charAt(0))
              && !isIdentifier(word)
              && !beginsSentence(i)
              && !Vocabulary.isEmpty(word.toLowerCase(Locale.ROOT))
              && !known.test(Vocabulary.stem(word.toLowerCase(Locale.ROOT)));
      if (name) {
        run.append(run.isEmpty() ? "" : " ").append(word);
      } else if (!run.isEmpty()) {
        names.add(run.toString());
        run.setLength(0);
      }
    }
    return names;
  }

  /** Whether a first word has its capital from its place alone, as far as can be told. */
  private boolean beginsSentence(int index) {
    return index == 0
        && withoutPossessive(word(0)).equals(word(0))
        && (word(1).isEmpty() || !Character.isUpperCase(word(1).charAt(0)));
  }

  /**
   * Whether something is asked of others, by name as in {@code Ben's invoices} or as a whole as in
   * {@code all customers}.
   */
  boolean namesSomebodyElse() {
    if (has(Vocabulary.others())) {
      return true;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = word(i);
      boolean possessive = !withoutPossessive(word).equals(word) || lower(i - 1).equals("of");
      String bare = withoutPossessive(lower(i));
      if (possessive
          && Character.isUpperCase(word.charAt(0))
          && !Vocabulary.isEmpty(bare)
          && !Vocabulary.isTime(bare)
          && !isIdentifier(word)) {
        return true;
      }
    }
    return false;
  }

  private static String withoutPossessive(String word) {
    return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
  }
}
