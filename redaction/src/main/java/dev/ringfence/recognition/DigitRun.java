package dev.ringfence.recognition;

import java.util.Arrays;

/**
 * Groups of digits that stand in a row, parted by nothing but the signs that people put inside
 * phone numbers. Reused from run to run while a view is scanned.
 */
final class DigitRun {
  /** Most signs between two groups: as in {@code +49 (0) 30}. */
  static final int LONGEST_GAP = 4;

  private final View view;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private boolean[] dead = new boolean[16];
  private int count;
  private int digits;

  DigitRun(View view) {
    this.view = view;
  }

  /** Reads the run whose first digit stands at an index, and answers where it ends. */
  int read(int index) {
    count = 0;
    digits = 0;
    int i = index;
    while (true) {
      int start = i;
      while (view.digitAt(i)) {
        i++;
      }
      add(start, i);
      int gap = i;
      while (gap - i < LONGEST_GAP && separator(view.at(gap))) {
        gap++;
      }
      if (!view.digitAt(gap)) {
        return i;
      }
      i = gap;
    }
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      dead = Arrays.copyOf(dead, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    dead[count] = false;
    count++;
    digits += end - start;
  }

  private static boolean separator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
  }

  /** How many digits there are in all groups. */
  int digits() {
    return digits;
  }

  int count() {
    return count;
  }

  int start(int group) {
    return starts[group];
  }

  int end(int group) {
    return ends[group];
  }

  int length(int group) {
    return ends[group] - starts[group];
  }

  char first(int group) {
    return view.at(starts[group]);
  }

  /** The single sign before a group, or {@link View#NONE} where there is none or more than one. */
  char gap(int group) {
    return group > 0 && group < count && starts[group] - ends[group - 1] == 1
        ? view.at(ends[group - 1])
        : View.NONE;
  }

  /** Whether a group hangs on the one before it, so that no number can end between them. */
  boolean joined(int group) {
    if (group <= 0 || group >= count) {
      return false;
    }
    for (int i = ends[group - 1]; i < starts[group]; i++) {
      char c = view.at(i);
      if (c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** Whether a group stands in parentheses. */
  boolean parenthesised(int group) {
    return view.at(starts[group] - 1) == '(' && view.at(ends[group]) == ')';
  }

  /** Says that groups belong to something that is no phone number. */
  void kill(int from, int to) {
    Arrays.fill(dead, from, Math.min(to, count), true);
  }

  boolean dead(int group) {
    return dead[group];
  }

  int number(int group) {
    int value = 0;
    for (int i = starts[group]; i < ends[group]; i++) {
      value = Math.min(value * 10 + view.at(i) - '0', 1_000_000_000 / 10);
    }
    return value;
  }

  void appendDigits(int group, StringBuilder digits) {
    for (int i = starts[group]; i < ends[group]; i++) {
      digits.append(view.at(i));
    }
  }
}
