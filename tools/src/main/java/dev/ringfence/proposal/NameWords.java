package dev.ringfence.proposal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words that a name in a database is made of, in small letters without accents: {@code
 * contactRef} and {@code CONTACT_REF} are both "contact" and "ref".
 */
final class NameWords {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN =
      Pattern.compile(
          "[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})"
              + "|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

  private NameWords() {}

  static List<String> of(String name) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
            .replaceAll("")
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("ł", "l");
    return Arrays.stream(BETWEEN.split(plain))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The words with a blank between them, and one at both ends, to look for several in a row. */
  static String phrase(List<String> words) {
    return " " + String.join(" ", words) + " ";
  }

  /** An English word for one of them; other words stay as they are. */
  static String singular(String word) {
    if (word.equals("people")) {
      return "person";
    }
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.matches(".*(ss|sh|ch|x|z)es")) {
      return word.substring(0, word.length() - 2);
    }
    boolean plural = word.endsWith("s") && !word.matches(".*(ss|us|is|news|status)");
    return plural && word.length() > 2 ? word.substring(0, word.length() - 1) : word;
  }

  /** A table's words with the last of them for one row. */
  static List<String> singular(List<String> words) {
    return words.isEmpty()
        ? words
        : java.util.stream.Stream.concat(
                words.subList(0, words.size() - 1).stream(),
                java.util.stream.Stream.of(singular(words.getLast())))
            .toList();
  }
}
