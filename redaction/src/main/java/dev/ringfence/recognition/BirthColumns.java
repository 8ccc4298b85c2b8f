package dev.ringfence.recognition;

/**
 * Knows which column of a table in plain text holds dates of birth, by the line above it that names
 * the columns. Each line is read once, however many dates are asked for.
 */
final class BirthColumns {
  private static final String SIGNS = ",;\t|";
  private static final int LONGEST_NAME = 48;

  private final View view;

  /** Where the line begins that is read next. */
  private int next;

  /** Where the line ends that is read next, or -1 where nobody knows. */
  private int nextEnd = -1;

  /** How far the signs of a line are counted, and how many there are. */
  private int counted = -1;

  private int signs;
  private char sign;
  private int column = -1;

  BirthColumns(View view) {
    this.view = view;
  }

  /** Whether a range is all of a cell in such a column; ranges are asked for in order. */
  boolean holds(int start, int end) {
    int from = start;
    while (start - from <= 2 && quote(view.at(from - 1))) {
      from--;
    }
    int to = end;
    while (to - end <= 2 && quote(view.at(to))) {
      to++;
    }
    if (!edge(view.at(from - 1)) || !edge(view.at(to))) {
      return false;
    }
    int line = readTo(from);
    return column >= 0 && line >= 0 && column(line, from) == column;
  }

  private static boolean quote(char c) {
    return c == ' ' || c == '"' || c == '\'';
  }

  private static boolean edge(char c) {
    return c == '\n' || c == '\r' || c == View.NONE || SIGNS.indexOf(c) >= 0;
  }

  /** The cell that an index stands in, counted from the beginning of its line. */
  private int column(int line, int index) {
    if (counted < line) {
      counted = line;
      signs = 0;
    }
    for (int i = counted; i < index; i++) {
      signs += view.at(i) == sign ? 1 : 0;
    }
    counted = Math.max(counted, index);
    return signs;
  }

  /** Reads all lines before the one of an index, and answers where that one begins. */
  private int readTo(int index) {
    while (true) {
      int end = Math.max(next, nextEnd);
      while (end < view.length() && view.at(end) != '\n') {
        end++;
      }
      nextEnd = end;
      if (index <= end || end >= view.length()) {
        return next;
      }
      read(next, end);
      next = end + 1;
      nextEnd = -1;
    }
  }

  /** Looks whether a line names columns; a blank one ends the table above it. */
  private void read(int from, int to) {
    int cells = 0;
    int cell = from;
    boolean empty = true;
    char separator = View.NONE;
    int named = -1;
    for (int i = from; i <= to; i++) {
      char c = i == to ? '\n' : view.at(i);
      empty &= c == ' ' || c == '\r' || c == '\n';
      boolean cut = separator == View.NONE ? SIGNS.indexOf(c) >= 0 : c == separator;
      if (cut || i == to) {
        separator = cut ? c : separator;
        named = named < 0 && names(cell, i) ? cells : named;
        cells++;
        cell = i + 1;
      }
    }
    if (empty) {
      column = -1;
    } else if (named >= 0 && separator != View.NONE) {
      column = named;
      sign = separator;
    }
  }

  /** Whether a cell is a name for dates of birth, and no sentence. */
  private boolean names(int from, int to) {
    if (to - from > LONGEST_NAME) {
      return false;
    }
    boolean noun = false;
    int word = -1;
    int words = 0;
    for (int i = from; i <= to; i++) {
      boolean letter = i < to && view.letterAt(i);
      if (i < to && view.digitAt(i)) {
        return false;
      }
      boolean hump =
          letter
              && word >= 0
              && Character.isUpperCase(view.at(i))
              && Character.isLowerCase(view.at(i - 1));
      if (word >= 0 && (!letter || hump)) {
        noun |= BirthWords.noun(view.text(word, i));
        words++;
        word = -1;
      }
      word = letter && word < 0 ? i : word;
    }
    return noun && words <= 5;
  }
}
