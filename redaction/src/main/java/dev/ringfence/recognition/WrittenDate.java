package dev.ringfence.recognition;

import java.util.Set;

/**
 * A date as people write it, read from one of its numbers: in digits in any order, or with the name
 * of its month. Reused from number to number while a view is scanned; each reading looks at a
 * bounded number of characters.
 */
final class WrittenDate {
  private static final Set<String> ORDINALS = WordList.set("st nd rd th er o a e de te ste");
  private static final Set<String> JOINING = WordList.set("of de del d di the le do den");

  /** How much of a date is written. */
  enum Form {
    WHOLE,
    /** Digits in one piece, which only a name beside them makes a date. */
    SOLID,
    WITHOUT_YEAR,
    WITHOUT_DAY
  }

  private static final int LONGEST_NUMBER = 8;

  private final View view;
  private int start;
  private int end;
  private Form form = Form.WHOLE;

  /** The sign that {@link #pastSign} passed last. */
  private char sign;

  WrittenDate(View view) {
    this.view = view;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  Form form() {
    return form;
  }

  /** Whether a date stands at the first digit of a number, or around it behind its month. */
  boolean read(int at) {
    int length = Runs.digits(view, at, LONGEST_NUMBER);
    if (length > LONGEST_NUMBER || !begins(at)) {
      return false;
    }
    start = at;
    form = Form.WHOLE;
    boolean found =
        switch (length) {
          case 1, 2 -> numeric(at, length) || dayFirst(at, length) || monthBefore(at, length);
          case 4 -> yearFirst(at) || yearBehindMonth(at);
          case 6, 8 -> solid(at, length);
          default -> false;
        };
    return found && ends();
  }

  private boolean begins(int at) {
    char before = view.at(at - 1);
    return switch (before) {
      case '.', '/', '-', ':', ',' -> !view.digitAt(at - 2);
      case '$', '#', '+', '@', '\\', '%' -> false;
      default -> !view.wordAt(at - 1) || Runs.ideograph(before);
    };
  }

  private boolean ends() {
    char after = view.at(end);
    return switch (after) {
      case '.', '/', '-' -> !view.wordAt(end + 1) || (after == '.' && view.letterAt(end + 1));
      case 'T', 't' -> view.digitAt(end + 1) && view.digitAt(end + 2);
      case '%', '\u20AC', '\u00B0' -> false;
      default -> !view.wordAt(end) || Runs.ideograph(after);
    };
  }

  /** {@code 12.03.1984}, {@code 3/12/84}, {@code 84-03-12}; {@code 12.3.} without a year. */
  private boolean numeric(int at, int length) {
    int first = Runs.number(view, at, length);
    int i = pastSign(at + length);
    char one = sign;
    int middle = i < 0 ? 0 : Runs.digits(view, i, LONGEST_NUMBER);
    if (middle < 1 || middle > 2) {
      return false;
    }
    int second = Runs.number(view, i, middle);
    int behind = i + middle;
    int j = pastSign(behind);
    int last =
        j < 0 || sign != one
            ? 0
            : Runs.digits(view, j + (view.at(j) == '\'' ? 1 : 0), LONGEST_NUMBER);
    if (last == 4 || last == 2) {
      j += view.at(j) == '\'' ? 1 : 0;
      int third = Runs.number(view, j, last);
      end = j + last;
      return last == 4
          ? year(third) && (Births.day(second, first) || Births.day(first, second))
          : Births.day(second, first) || Births.day(first, second) || Births.day(second, third);
    }
    form = Form.WITHOUT_YEAR;
    end = one == '.' && view.at(behind) == '.' ? behind + 1 : behind;
    return (one == '.' || one == '/')
        && last == 0
        && (Births.day(second, first) || Births.day(first, second));
  }

  /** {@code 12 March 1984}, {@code 12th of March, 1984}, {@code 12-Mar-84}. */
  private boolean dayFirst(int at, int length) {
    int word = pastJoin(pastOrdinal(at + length));
    int month = month(word);
    if (!Births.day(month, Runs.number(view, at, length))) {
      return false;
    }
    yearOrNot(Runs.wordEnd(view, word));
    return true;
  }

  /** {@code March 12, 1984}, {@code Mar the 12th}. */
  private boolean monthBefore(int at, int length) {
    int from = monthStart(at);
    if (from < 0 || !Births.day(month(from), Runs.number(view, at, length))) {
      return false;
    }
    start = from;
    yearOrNot(pastOrdinal(at + length));
    return true;
  }

  /** {@code 1984-03-12}, {@code 1984. March 12}, and with the signs of East Asia. */
  private boolean yearFirst(int at) {
    int i = pastSign(at + 4);
    char one = sign;
    if (!year(Runs.number(view, at, 4)) || i < 0) {
      return false;
    }
    int middle = Runs.digits(view, i, LONGEST_NUMBER);
    int month = middle == 1 || middle == 2 ? Runs.number(view, i, middle) : month(i);
    i = middle == 0 ? Runs.wordEnd(view, i) : i + middle;
    int j = pastSign(i);
    int last = j < 0 || (middle > 0 && sign != one) ? 0 : Runs.digits(view, j, LONGEST_NUMBER);
    if (last < 1 || last > 2 || !Births.day(month, Runs.number(view, j, last))) {
      return false;
    }
    end = j + last;
    if (one == '\u5E74' && (view.at(end) == '\u65E5' || view.at(end) == '\uC77C')) {
      end++;
    }
    return true;
  }

  /** {@code the twelfth of March 1984}; {@code March 1984} without a day. */
  private boolean yearBehindMonth(int at) {
    int from = monthStart(at);
    if (from < 0 || month(from) == 0 || !year(Runs.number(view, at, 4))) {
      return false;
    }
    start = from;
    end = at + 4;
    int to = Runs.backOver(view, from, " ", 2);
    int word = Runs.wordStart(view, to);
    if (joins(word, to)) {
      to = Runs.backOver(view, word, " ", 2);
      word = Runs.wordStart(view, to);
    }
    if (view.at(word - 1) == '-') {
      word = Runs.wordStart(view, word - 1);
    }
    boolean day = word < to && to - word < 16 && MonthNames.day(view.text(word, to)) > 0;
    form = day ? Form.WHOLE : Form.WITHOUT_DAY;
    start = day ? word : from;
    return true;
  }

  /** {@code 19840312}, {@code 12031984}, {@code 840312}. */
  private boolean solid(int at, int length) {
    String digits = view.text(at, at + length);
    form = Form.SOLID;
    end = at + length;
    if (length == 6) {
      return Births.yearFirst(digits, 0)
          || Births.dayFirst(digits, 0)
          || Births.day(Runs.number(view, at, 2), Runs.number(view, at + 2, 2));
    }
    return (year(Runs.number(view, at, 4)) && Births.yearFirst(digits, 2))
        || (year(Runs.number(view, at + 4, 4))
            && (Births.dayFirst(digits, 0)
                || Births.day(Runs.number(view, at, 2), Runs.number(view, at + 2, 2))));
  }

  /** Sets the end behind a year that follows, or says that there is none. */
  private void yearOrNot(int from) {
    int i = pastJoin(from);
    i += view.at(i) == '\'' ? 1 : 0;
    int length = i > from ? Runs.digits(view, i, LONGEST_NUMBER) : 0;
    boolean clock = view.at(i + length) == ':';
    if ((length == 4 && year(Runs.number(view, i, 4))) || (length == 2 && !clock)) {
      end = i + length;
    } else {
      form = Form.WITHOUT_YEAR;
      end = from;
    }
  }

  /** Where the name of a month begins that stands before a number; -1 for none. */
  private int monthStart(int at) {
    int to = Runs.backOver(view, at, " .,-/'", 3);
    int from = Runs.wordStart(view, to);
    if (from < to && joins(from, to)) {
      to = Runs.backOver(view, from, " ", 2);
      from = Runs.wordStart(view, to);
    }
    return from < to && to < at && to - from <= MonthNames.LONGEST ? from : -1;
  }

  private int month(int word) {
    int to = word < 0 ? word : Runs.wordEnd(view, word);
    return to - word < 1 || !MonthNames.possible(view.at(word), to - word)
        ? 0
        : MonthNames.month(view.text(word, to));
  }

  /** Behind what makes an ordinal number of digits. */
  private int pastOrdinal(int from) {
    int i = view.at(from) == '.' && view.at(from + 1) == 'o' ? from + 1 : from;
    int to = i;
    while (to - i < 3 && view.letterAt(to)) {
      to++;
    }
    boolean ordinal = to > i && !view.letterAt(to) && ORDINALS.contains(lower(i, to));
    int behind = ordinal ? to : from;
    return view.at(behind) == '\u00B0' ? behind + 1 : behind;
  }

  /** Behind signs and a word such as <i>of</i> that join day, month and year. */
  private int pastJoin(int from) {
    int i = Runs.over(view, from, " .,-/", 3);
    int to = Runs.wordEnd(view, i);
    return joins(i, to) ? Runs.over(view, to, " '", 2) : i;
  }

  private boolean joins(int from, int to) {
    return to - from >= 1 && to - from <= 3 && JOINING.contains(lower(from, to));
  }

  /** Behind one sign between numbers, and spaces around it; -1 where there is none. */
  private int pastSign(int from) {
    int i = Runs.over(view, from, " ", 1);
    char c = view.at(i);
    sign = ' ';
    switch (c) {
      case '.', '/', '-', ',' -> {
        sign = c;
        i = Runs.over(view, i + 1, " ", 1);
      }
      case '\u5E74', '\uB144', '\u6708', '\uC6D4' -> {
        sign = '\u5E74';
        i = Runs.over(view, i + 1, " ", 1);
      }
      default -> {}
    }
    return i > from ? i : -1;
  }

  private String lower(int from, int to) {
    return MonthNames.plain(view.text(from, to));
  }

  private static boolean year(int value) {
    return value >= 1880 && value < 2050;
  }
}
