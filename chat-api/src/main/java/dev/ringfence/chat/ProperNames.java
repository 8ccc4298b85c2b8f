package dev.ringfence.chat;

import dev.ringfence.chat.Sentence.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words with a capital letter that the lexicon does not know: names of people, places, products.
 */
final class ProperNames {
  private static final Set<String> IN = Set.of("in", "a", "à", "en", "aus", "from", "nach", "to");
  private static final Set<String> OF = Set.of("of", "von", "de", "d", "di");

  private final Sentence sentence;
  private final List<Name> names = new ArrayList<>();

  /**
   * A run of such words.
   *
   * @param at where its first word stands
   * @param words how many it has
   * @param place whether it is said to be a place
   * @param possessive whether its ending says that something is its own: {@code Ben's invoices}
   */
  record Name(String text, int at, int words, boolean place, boolean possessive) {
    /** Whether a term is one of its words. */
    boolean covers(int index) {
      return index >= at && index < at + words;
    }
  }

  private ProperNames(Sentence sentence) {
    this.sentence = sentence;
  }

  static List<Name> in(Sentence sentence) {
    ProperNames names = new ProperNames(sentence);
    int start = -1;
    for (int i = 0; i <= sentence.terms().size(); i++) {
      boolean inside = i < sentence.terms().size() && names.isPart(i);
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        names.add(start, i);
        start = -1;
      }
    }
    return List.copyOf(names.names);
  }

  private boolean isPart(int i) {
    Term term = sentence.term(i);
    String written = term.written();
    boolean capital =
        written.length() > 1
            && Character.isUpperCase(written.charAt(0))
            && !written.equals(written.toUpperCase(Locale.ROOT));
    return capital && term.meanings().isEmpty() && !term.isRecord() && !term.isPlaceholder();
  }

  private void add(int from, int to) {
    // A first word has its capital from its place alone, unless another follows.
    boolean owned = sentence.term(to).written().equals("s") || isGenitive(to);
    if (from == 0 && to == 1 && !owned) {
      return;
    }
    List<String> words = sentence.terms().subList(from, to).stream().map(Term::written).toList();
    String before = sentence.term(from - 1).written().toLowerCase(Locale.ROOT);
    boolean of = OF.contains(before);
    boolean ofCustomers = of && sentence.term(from - 2).is("customer");
    boolean place = IN.contains(before) || ofCustomers || (sentence.has("live") && of);
    names.add(new Name(String.join(" ", words), from, to - from, place, owned));
  }

  /** German: Cleos Rechnungen. */
  private boolean isGenitive(int to) {
    return sentence.language() == Language.GERMAN
        && sentence.term(to - 1).written().endsWith("s")
        && sentence.term(to).is(Meaning.Kind.CONTENT);
  }
}
