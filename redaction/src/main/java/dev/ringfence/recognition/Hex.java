package dev.ringfence.recognition;

/** Hexadecimal digits in a view. */
final class Hex {
  private Hex() {}

  static boolean at(View view, int index) {
    return value(view.at(index)) >= 0;
  }

  /** What a digit is worth, or -1 for anything else. */
  static int value(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = View.lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Whether a part of a word stands there; an underscore is one here. */
  static boolean word(View view, int index) {
    return view.wordAt(index) || view.at(index) == '_';
  }
}
