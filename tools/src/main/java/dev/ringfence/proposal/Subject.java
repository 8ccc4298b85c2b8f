package dev.ringfence.proposal;

import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What things are called in front of a model. A name out of the catalogue becomes a few words of
 * letters and digits, or a number where it is none, and none that the redactor would mask.
 */
final class Subject {
  private static final int WORDS = 5;
  private static final int LONGEST = 40;
  private static final int LONGEST_TOOL = 60;

  private final Redactor redactor;
  private final Set<String> tools = new HashSet<>();

  Subject(Redactor redactor) {
    this.redactor = redactor;
  }

  /** A name in words; what else it is called where it has none that may be shown. */
  String words(String name, String otherwise) {
    List<String> words = NameWords.of(name);
    String joined = String.join(" ", words);
    return words.isEmpty()
            || words.size() > WORDS
            || joined.length() > LONGEST
            || !isHarmless(joined)
        ? otherwise
        : joined;
  }

  /** Whether the redactor has nothing to say against a text. */
  boolean isHarmless(String text) {
    try {
      return redactor.explain(text, new InMemoryVault()).masks().isEmpty();
    } catch (RedactionException refused) {
      return false;
    }
  }

  /** What a column is called. */
  String label(TableColumn column) {
    return label(words(column.name(), "Column"));
  }

  static String lower(String label) {
    return label.toLowerCase(Locale.ROOT);
  }

  /** A label: words that begin with a capital. */
  static String label(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
            + words.substring(words.offsetByCodePoints(0, 1));
  }

  /** A name for a tool that no other has. */
  String tool(String verb, String words, String schema) {
    String plain = verb + "_" + ascii(words, "table");
    String longer = verb + "_" + ascii(schema + " " + words, "table");
    for (int i = 0; ; i++) {
      String name = i == 0 ? plain : i == 1 ? longer : longer + "_" + i;
      if (tools.add(name)) {
        return name;
      }
    }
  }

  /** Small letters, digits and underscores. */
  static String ascii(String words, String otherwise) {
    String name =
        String.join("_", NameWords.of(words))
            .replaceAll("[^a-z0-9_]+", "")
            .replaceAll("^_+|_+$", "");
    String begun =
        name.isEmpty() ? otherwise : name.matches("[a-z].*") ? name : otherwise + "_" + name;
    return begun.length() > LONGEST_TOOL - 15 ? begun.substring(0, LONGEST_TOOL - 15) : begun;
  }
}
