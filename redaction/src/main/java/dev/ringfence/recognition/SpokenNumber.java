package dev.ringfence.recognition;

/**
 * The grammar of a number in words: digits, pairs and what repeats them become digits that are
 * grouped as a phone number is. Counting up or down is none.
 */
final class SpokenNumber {
  static final int LONGEST_GAP = 4;

  private static final int FEWEST_DIGITS = 7;
  private static final int FEWEST_WORDS = 3;
  private static final int MOST_DIGITS = 24;
  private static final int LONGEST_WORD = 20;

  private final View view;
  private final Windows windows;
  private final char[] digits = new char[MOST_DIGITS];
  private final int[] froms = new int[MOST_DIGITS];
  private final int[] tos = new int[MOST_DIGITS];
  private int count;
  private int words;
  private int repeat;
  private int last;
  private int steps;
  private boolean plus;

  SpokenNumber(View view, Windows windows) {
    this.view = view;
    this.windows = windows;
  }

  /** What a range says: a constant of the vocabulary, a number, or 0 for digits. */
  static int item(View view, int from, int to) {
    boolean figures = to - from <= 5;
    for (int i = from; i < to; i++) {
      figures &= view.digitAt(i);
    }
    return figures ? 0 : NumberVocabulary.value(view, from, to);
  }

  static boolean gap(View view, int index) {
    char c = view.at(index);
    return c != View.NONE && NumberVocabulary.ideograph(c) < 0 && !view.wordAt(index);
  }

  /** Reads the run that begins at an index, rewrites it if it is one, and answers where it ends. */
  int read(int start) {
    count = 0;
    words = 0;
    repeat = 1;
    last = -10;
    steps = 0;
    plus = view.at(start) == '+';
    int i = plus ? start + 1 : start;
    int end = i;
    while (count <= MOST_DIGITS - 4) {
      while (i - end < LONGEST_GAP && gap(view, i)) {
        i++;
      }
      int to = itemEnd(i);
      if (to == i || !taken(i, to)) {
        break;
      }
      end = to;
      i = to;
    }
    if (count > 0 && count >= FEWEST_DIGITS && words >= FEWEST_WORDS && !counting()) {
      write(start, tos[count - 1]);
    }
    return Math.max(end, start + 1);
  }

  private int itemEnd(int from) {
    if (NumberVocabulary.ideograph(view.at(from)) >= 0) {
      return from + 1;
    }
    int to = from;
    boolean digit = view.digitAt(from);
    while (to - from < LONGEST_WORD && (digit ? view.digitAt(to) : view.letterAt(to))) {
      to++;
    }
    return to;
  }

  private boolean taken(int from, int to) {
    int ideograph = NumberVocabulary.ideograph(view.at(from));
    if (ideograph >= 0) {
      return number(ideograph, from, to);
    }
    if (view.digitAt(from)) {
      for (int i = from; i < to && count < MOST_DIGITS - 4; i++) {
        add(view.at(i), i, i + 1);
      }
      last = -10;
      return to - from <= 5;
    }
    int value = NumberVocabulary.value(view, from, to);
    return switch (value) {
      case NumberVocabulary.NONE -> false;
      case NumberVocabulary.PLUS -> {
        boolean first = count == 0;
        plus |= first;
        yield first;
      }
      case NumberVocabulary.AND -> last >= 20 || (last > 0 && last % 10 == 0);
      case NumberVocabulary.HUNDRED -> {
        if (last > 0 && last < 10) {
          add('0', from, to);
          add('0', from, to);
          last = -10;
        }
        yield count > 0;
      }
      case NumberVocabulary.DOUBLE, NumberVocabulary.TRIPLE -> {
        repeat = value == NumberVocabulary.DOUBLE ? 2 : 3;
        yield true;
      }
      default -> number(value, from, to);
    };
  }

  /** Adds a number, or joins it to the tens before it. */
  private boolean number(int value, int from, int to) {
    words++;
    boolean twenties = last == 4 && value == 20;
    boolean unit = last >= 20 && last % 10 == 0 && value > 0 && value < 10;
    boolean teen = (last == 60 || last == 80) && value >= 10 && value < 20;
    if (twenties || unit || teen) {
      count -= twenties ? 1 : 2;
      last = twenties ? 80 : last + value;
      add((char) ('0' + last / 10), tos[count] == 0 ? from : froms[count], to);
      add((char) ('0' + last % 10), froms[count - 1], to);
      return true;
    }
    steps += Math.abs(value - last) == 1 ? 1 : 0;
    for (; repeat > 0 && count < MOST_DIGITS - 2; repeat--) {
      if (value >= 10) {
        add((char) ('0' + value / 10), from, to);
      }
      add((char) ('0' + value % 10), from, to);
    }
    repeat = 1;
    last = value;
    return true;
  }

  private void add(char digit, int from, int to) {
    digits[count] = digit;
    froms[count] = from;
    tos[count] = to;
    count++;
  }

  /** Whether each word is one more or one less than the word before, or all are 0 and 1. */
  private boolean counting() {
    boolean binary = true;
    for (int i = 0; i < count; i++) {
      binary &= digits[i] <= '1';
    }
    return binary || steps >= words - 1;
  }

  private void write(int start, int end) {
    windows.drop(start, end);
    if (plus) {
      windows.more(start, froms[0], '+');
    }
    boolean dialled = !plus && digits[0] == '0' && digits[1] != '0';
    boolean apart = !plus && digits[0] != '0' && count >= 10 && count <= 15;
    for (int i = 0; i < count; i++) {
      windows.more(froms[i], tos[i], digits[i]);
      boolean space = apart ? i + 1 < count : dialled && i == 1;
      if (space) {
        windows.more(froms[i], tos[i], ' ');
      }
    }
  }
}
