package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/** The words beside a value: a few before it and after it on its line, and in its field's name. */
final class Beside {
  /** How far is looked before a value, in characters; half as far behind it. */
  private static final int REACH = 48;

  /** How many words are looked at before a value; half as many behind it. */
  private static final int WORDS = 6;

  private Beside() {}

  /**
   * Whether one of some words stands beside a range of a view.
   *
   * @param words in lower case, of letters alone
   */
  static boolean says(View view, Context context, int start, int end, Set<String> words) {
    return before(view, start, words) || after(view, end, words) || label(context.label(), words);
  }

  private static boolean before(View view, int start, Set<String> words) {
    int i = start - 1;
    int floor = Math.max(0, start - REACH);
    for (int seen = 0; seen < WORDS && i >= floor; seen++) {
      while (i >= floor && !view.letterAt(i)) {
        if (view.at(i) == '\n' && seen > 0) {
          return false;
        }
        i--;
      }
      int to = i + 1;
      while (i >= floor && view.letterAt(i)) {
        i--;
      }
      if (to > i + 1 && !between(view, i + 1, to) && words.contains(lower(view, i + 1, to))) {
        return true;
      }
    }
    return false;
  }

  private static boolean after(View view, int end, Set<String> words) {
    int i = end;
    int ceiling = Math.min(view.length(), end + REACH / 2);
    for (int seen = 0; seen < WORDS / 2 && i < ceiling; seen++) {
      while (i < ceiling && !view.letterAt(i)) {
        if (view.at(i) == '\n') {
          return false;
        }
        i++;
      }
      int from = i;
      while (i < ceiling && view.letterAt(i)) {
        i++;
      }
      if (i > from && !between(view, from, i) && words.contains(lower(view, from, i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether letters stand between digits, as hexadecimals do: they are no word. */
  private static boolean between(View view, int from, int to) {
    return view.digitAt(from - 1) && view.digitAt(to);
  }

  /** The words of a name such as {@code cardNumber}, {@code card_number}, {@code CARD-NUMBER}. */
  private static boolean label(String label, Set<String> words) {
    int from = 0;
    int length = Math.min(label.length(), 2 * REACH);
    for (int i = 0; i <= length; i++) {
      boolean letter = i < length && Character.isLetter(label.charAt(i));
      boolean hump =
          letter
              && i > from
              && Character.isUpperCase(label.charAt(i))
              && Character.isLowerCase(label.charAt(i - 1));
      if (!letter || hump) {
        if (i > from && words.contains(label.substring(from, i).toLowerCase(Locale.ROOT))) {
          return true;
        }
        from = letter ? i : i + 1;
      }
    }
    return false;
  }

  private static String lower(View view, int from, int to) {
    return view.text(from, to).toLowerCase(Locale.ROOT);
  }
}
