package dev.ringfence.sql;

import java.util.Set;

/**
 * Text of a statement in which the clauses are marked that it could do without, or with something
 * simpler in their place, so that a statement that shows too much can be made small.
 */
final class Clauses {
  private static final char OPEN = '\u0001';
  private static final char ELSE = '\u0002';
  private static final char CLOSE = '\u0003';

  private Clauses() {}

  /** A clause that can go. */
  static String optional(String clause) {
    return simpler(clause, "");
  }

  /** A clause that something simpler can stand for. */
  static String simpler(String clause, String instead) {
    return OPEN + clause + ELSE + instead + CLOSE;
  }

  /** How many clauses are marked. */
  static int count(String marked) {
    return (int) marked.chars().filter(c -> c == OPEN).count();
  }

  /**
   * The statement as the server reads it.
   *
   * @param without the clauses that go, counted from 0 in the order in which they begin
   */
  static String render(String marked, Set<Integer> without) {
    StringBuilder text = new StringBuilder();
    copy(new Reading(marked), without, text);
    return text.toString();
  }

  /** Where in a marked text the reading is. */
  private static final class Reading {
    private final String marked;
    private int at;
    private int clauses;

    Reading(String marked) {
      this.marked = marked;
    }

    boolean ended() {
      return at >= marked.length();
    }

    char next() {
      return marked.charAt(at++);
    }
  }

  /** Copies until the end of the clause that it is in, and gives the mark that ended it. */
  private static char copy(Reading reading, Set<Integer> without, StringBuilder text) {
    while (!reading.ended()) {
      char c = reading.next();
      switch (c) {
        case OPEN -> {
          boolean gone = without.contains(reading.clauses++);
          StringBuilder whole = new StringBuilder();
          StringBuilder instead = new StringBuilder();
          copy(reading, without, whole);
          copy(reading, without, instead);
          text.append(gone ? instead : whole);
        }
        case ELSE, CLOSE -> {
          return c;
        }
        default -> text.append(c);
      }
    }
    return CLOSE;
  }
}
