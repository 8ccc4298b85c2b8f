package dev.ringfence.chat;

import dev.ringfence.chat.Sentence.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of a parameter's allowed values a question names, in any language of the lexicon. */
final class StatePhrase {
  /** What else asks for a value. */
  private static final Map<String, Set<String>> RELATED =
      Map.of(
          "upcoming", Set.of("next", "tomorrow"),
          "past", Set.of("last", "last_time", "yesterday"),
          "failed", Set.of("error"),
          "pending", Set.of("unresolved", "waiting"));

  /** What a value is called where it is denied. */
  private static final Map<String, String> DENIED =
      Map.of("paid", "unpaid", "closed", "unresolved", "resolved", "unresolved", "ok", "error");

  private static final Set<String> ASKS_WHETHER = Set.of("have", "has", "did", "is", "are", "was");
  private static final int REACH = 3;

  private StatePhrase() {}

  /** The allowed value that is named first; what is meant by all of them before any. */
  static Optional<String> find(List<String> allowed, Sentence sentence) {
    int all = sentence.find(term -> term.is("all"));
    boolean whole = all >= 0 && allowed.contains("all");
    int first = Integer.MAX_VALUE;
    Optional<String> best = Optional.empty();
    for (String value : allowed) {
      int at = value.equals("all") ? -1 : sentence.find(term -> names(term, value));
      if (at >= 0 && at < first && !isElse(value, at, sentence)) {
        first = at;
        best =
            Optional.of(value)
                .map(named -> denied(named, first(sentence, named), allowed, sentence));
      }
    }
    boolean also = sentence.has("also");
    return whole && (best.isEmpty() || also) ? Optional.of("all") : best;
  }

  private static int first(Sentence sentence, String value) {
    return sentence.find(term -> names(term, value));
  }

  private static boolean names(Term term, String value) {
    String name = Lexicon.folded(value).replace(' ', '_').replace('-', '_');
    return term.is(name)
        || RELATED.getOrDefault(name, Set.of()).stream().anyMatch(term::is)
        || Lexicon.folded(term.written()).equals(Lexicon.folded(value).replace('_', ' '));
  }

  private static String denied(String value, int at, List<String> allowed, Sentence sentence) {
    String opposite = DENIED.getOrDefault(value, value);
    boolean denied = false;
    for (int i = Math.max(0, at - REACH); i < at; i++) {
      denied |= sentence.term(i).is("not");
    }
    return denied && allowed.contains(opposite) ? opposite : value;
  }

  /** An order to open something, or a question whether something is paid, names no state. */
  private static boolean isElse(String value, int at, Sentence sentence) {
    if (sentence.language() != Language.ENGLISH) {
      return false;
    }
    String begin = Lexicon.folded(sentence.term(0).written());
    return (at == 0 && value.equals("open"))
        || (value.equals("paid") && ASKS_WHETHER.contains(begin));
  }
}
