package dev.ringfence.recognition;

/** How far characters of one kind go from an index on, within a bound. */
final class Runs {
  private static final int LONGEST_WORD = 40;

  private Runs() {}

  /** Behind at most so many of some signs. */
  static int over(View view, int from, String signs, int most) {
    int i = from;
    while (i - from < most && view.at(i) != View.NONE && signs.indexOf(view.at(i)) >= 0) {
      i++;
    }
    return i;
  }

  /** Before at most so many of some signs that end at an index. */
  static int backOver(View view, int to, String signs, int most) {
    int i = to;
    while (to - i < most && view.at(i - 1) != View.NONE && signs.indexOf(view.at(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  /**
   * Where the letters end that begin at an index; ideographs, which words do not part, do not
   * count.
   */
  static int wordEnd(View view, int from) {
    int i = from;
    while (i - from <= LONGEST_WORD && view.letterAt(i) && !ideograph(view.at(i))) {
      i++;
    }
    return i;
  }

  /** Where the letters begin that end at an index. */
  static int wordStart(View view, int to) {
    int i = to;
    while (to - i <= LONGEST_WORD && view.letterAt(i - 1) && !ideograph(view.at(i - 1))) {
      i--;
    }
    return i;
  }

  /** How many digits stand at an index, one more than some number at the most. */
  static int digits(View view, int from, int most) {
    int i = from;
    while (i - from <= most && view.digitAt(i)) {
      i++;
    }
    return i - from;
  }

  /** The number that some digits write, nine of them at the most. */
  static int number(View view, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      number = number * 10 + view.at(i) - '0';
    }
    return number;
  }

  static boolean ideograph(char c) {
    return c >= 0x2E80 && c < 0xD800;
  }
}
