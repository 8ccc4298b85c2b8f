package dev.ringfence.recognition;

/** The rules of where a number may begin and end, so that it is not a piece of something longer. */
final class Edges {
  private Edges() {}

  /** Whether neither end of a range is glued to anything. */
  static boolean apart(View view, int start, int end) {
    return begins(view, start) && ends(view, end);
  }

  /** Whether nothing is glued to the left: no word, no decimal point, no hyphenated part. */
  static boolean begins(View view, int start) {
    char sign = view.at(start - 1);
    return switch (sign) {
      case '_', '$', '\u20AC', '\u00A3', '\u00A5' -> false;
      case '-' -> !view.wordAt(start - 2);
      case '/' -> !view.digitAt(start - 2);
      case '+' -> view.wordAt(start - 2);
      case '.' -> view.letterAt(start - 2) || view.at(start - 2) == '.';
      case ',' -> view.at(start - 2) != '0' || view.wordAt(start - 3);
      default -> !view.wordAt(start - 1);
    };
  }

  /** Whether nothing is glued to the right. */
  static boolean ends(View view, int end) {
    return switch (view.at(end)) {
      case '_', '%', '\u20AC', '\u00B0' -> false;
      case '-' -> !view.wordAt(end + 1);
      case '.' -> !view.digitAt(end + 1);
      default -> !view.wordAt(end);
    };
  }

  /** Whether a name hangs on the left by a sign, as in {@code ssn_123}, {@code CPF-123}. */
  static boolean hangsOnName(View view, int start) {
    return "_-#".indexOf(view.at(start - 1)) >= 0
        && view.at(start - 1) != View.NONE
        && view.letterAt(start - 2);
  }
}
