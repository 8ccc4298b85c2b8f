package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words beside a value that say something: a few before it and after it on its line, and in its
 * field's name. What stands before and behind one place is read once, however often it is asked
 * for, as long as no other place is asked for between.
 */
final class Beside {
  /** How far is looked before a value, in characters; half as far behind it. */
  private static final int REACH = 48;

  /** How many words are looked at before a value; half as many behind it. */
  private static final int WORDS = 6;

  private final View view;
  private final Vocabulary vocabulary;
  private final List<String> label = new ArrayList<>(0);
  private final List<String> before = new ArrayList<>(0);
  private final List<String> after = new ArrayList<>(0);
  private int start = -1;
  private int end = -1;

  /**
   * @param vocabulary the words that are looked for
   */
  Beside(View view, Context context, Vocabulary vocabulary) {
    this.view = view;
    this.vocabulary = vocabulary;
    label(context.label(), vocabulary, label);
  }

  /** Whether one of some words stands beside a range of a view. */
  static boolean says(View view, Context context, int start, int end, Vocabulary words) {
    return !new Beside(view, context, words).silent(start, end);
  }

  /**
   * The same for words that are looked for once.
   *
   * @param words in lower case, of letters alone
   */
  static boolean says(View view, Context context, int start, int end, Set<String> words) {
    return says(view, context, start, end, new Vocabulary(words));
  }

  /**
   * Whether nothing can say anything of a range, without what stands there being read: no letter is
   * near it or in it, and no word of the field's name is one of the vocabulary.
   */
  boolean bare(int from, int to) {
    Triggers triggers = view.triggers();
    int floor = Math.max(0, from - REACH);
    int ceiling = Math.min(view.length(), to + REACH / 2);
    return label.isEmpty()
        && triggers.letterFrom(from, ceiling) == ceiling
        && triggers.letterBefore(from, floor) < floor;
  }

  /** Whether no word of the vocabulary stands beside a range. */
  boolean silent(int from, int to) {
    read(from, to);
    return label.isEmpty() && before.isEmpty() && after.isEmpty();
  }

  /** Whether one of some words of the vocabulary stands beside a range. */
  boolean says(int from, int to, Set<String> words) {
    read(from, to);
    return one(before, words) || one(after, words) || one(label, words);
  }

  private static boolean one(List<String> said, Set<String> words) {
    for (String word : said) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private void read(int from, int to) {
    if (from != start) {
      start = from;
      before.clear();
      readBefore();
    }
    if (to != end) {
      end = to;
      after.clear();
      readAfter();
    }
  }

  private void readBefore() {
    int floor = Math.max(0, start - REACH);
    int i = start - 1;
    for (int seen = 0; seen < WORDS && i >= floor; seen++) {
      int last = view.triggers().letterBefore(i + 1, floor);
      if (last < floor || (seen > 0 && lineEnds(last + 1, i + 1))) {
        return;
      }
      i = last;
      while (i >= floor && view.letterAt(i)) {
        i--;
      }
      take(i + 1, last + 1, before);
    }
  }

  private void readAfter() {
    int ceiling = Math.min(view.length(), end + REACH / 2);
    int i = end;
    for (int seen = 0; seen < WORDS / 2 && i < ceiling; seen++) {
      int from = view.triggers().letterFrom(i, ceiling);
      if (from == ceiling || lineEnds(i, from)) {
        return;
      }
      i = from;
      while (i < ceiling && view.letterAt(i)) {
        i++;
      }
      take(from, i, after);
    }
  }

  private boolean lineEnds(int from, int to) {
    for (int i = from; i < to; i++) {
      if (view.at(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  private void take(int from, int to, List<String> said) {
    // Letters between digits, as hexadecimals have them, are no word.
    boolean between = view.digitAt(from - 1) && view.digitAt(to);
    String word = between ? null : vocabulary.find(view, from, to);
    if (word != null) {
      said.add(word);
    }
  }

  /** The words of a name such as {@code cardNumber}, {@code card_number}, {@code CARD-NUMBER}. */
  private static void label(String label, Vocabulary vocabulary, List<String> said) {
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
        if (i > from) {
          String word = label.substring(from, i).toLowerCase(Locale.ROOT);
          if (vocabulary.has(word)) {
            said.add(word);
          }
        }
        from = letter ? i : i + 1;
      }
    }
  }
}
