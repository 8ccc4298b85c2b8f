package dev.ringfence.chat;

import dev.ringfence.chat.Sentence.Term;

/** How many are asked for: {@code the last three invoices}, {@code my next appointment}. */
final class CountPhrase {
  private static final int MOST = 100;

  private CountPhrase() {}

  /** The number; 0 where the question names none. */
  static int find(Sentence sentence) {
    boolean extreme = false;
    for (int i = 0; i < sentence.terms().size(); i++) {
      Term term = sentence.term(i);
      if (isExtreme(term)) {
        extreme = true;
        int after = sentence.term(i + 1).number();
        if (isCount(after) && !DayReader.isUnit(sentence.term(i + 2))) {
          return after;
        }
        int before = sentence.term(i - 1).number();
        if (isCount(before) && !DayReader.isUnit(sentence.term(i + 1))) {
          return before;
        }
        if (isOne(sentence, i + 1)) {
          return 1;
        }
      }
    }
    return extreme ? numberOfThings(sentence) : 0;
  }

  /** The two requests that are the most recent: the number stands with the things. */
  private static int numberOfThings(Sentence sentence) {
    for (int i = 0; i < sentence.terms().size(); i++) {
      int number = sentence.term(i).number();
      if (isCount(number) && sentence.term(i + 1).is(Meaning.Kind.CONTENT)) {
        return number;
      }
    }
    return 0;
  }

  private static boolean isExtreme(Term term) {
    return term.is("last") || term.is("next") || term.is("first");
  }

  private static boolean isCount(int number) {
    return number > 0 && number <= MOST;
  }

  /** Whether one thing is named: English says so by its ending. */
  private static boolean isOne(Sentence sentence, int at) {
    Term next = sentence.term(at);
    boolean thing =
        next.is(Meaning.Kind.CONTENT) || (next.meanings().isEmpty() && next.number() == 0);
    return sentence.language() == Language.ENGLISH
        && thing
        && next.written().length() > 2
        && !next.written().endsWith("s")
        && Character.isLetter(next.written().charAt(0));
  }
}
