package dev.ringfence.recognition;

/** The rules of birth dates inside numbers, where months and days carry offsets. */
final class Births {
  private Births() {}

  /** The number that some digits write. */
  static int number(CharSequence digits, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + digits.charAt(i) - '0';
    }
    return number;
  }

  /** Whether a month has such a day. */
  static boolean day(int month, int day) {
    int longest =
        switch (month) {
          case 2 -> 29;
          case 4, 6, 9, 11 -> 30;
          default -> 31;
        };
    return month >= 1 && month <= 12 && day >= 1 && day <= longest;
  }

  /** Whether year, month and day stand at an index, two digits each. */
  static boolean yearFirst(CharSequence digits, int from) {
    return day(number(digits, from + 2, from + 4), number(digits, from + 4, from + 6));
  }

  /** Whether day, month and year stand at an index. */
  static boolean dayFirst(CharSequence digits, int from) {
    return day(number(digits, from + 2, from + 4), number(digits, from, from + 2));
  }

  /** Whether year, month and day stand in front, the month with one of some offsets. */
  static boolean shifted(CharSequence digits, int... offsets) {
    int month = number(digits, 2, 4);
    for (int offset : offsets) {
      if (day(month - offset, number(digits, 4, 6))) {
        return true;
      }
    }
    return false;
  }
}
