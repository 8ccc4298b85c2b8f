package dev.ringfence.recognition;

/** Numbers in hexadecimal, read out of a view. */
final class Hex {
  private Hex() {}

  static boolean at(View view, int index) {
    return digit(view.at(index)) >= 0;
  }

  /** The digit's value, or -1. */
  static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = View.lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** The value of a number of digits from an index on, or -1 where they do not stand there. */
  static int value(View view, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = digit(view.at(i));
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** How many digits stand from an index on, up to a number of them. */
  static int count(View view, int from, int most) {
    int count = 0;
    while (count < most && digit(view.at(from + count)) >= 0) {
      count++;
    }
    return count;
  }
}
