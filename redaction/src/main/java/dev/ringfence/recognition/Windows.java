package dev.ringfence.recognition;

/**
 * What one lens rewrites in a view, from left to right: the characters it replaces, and around them
 * what stood there, far enough for the words beside a value. What is near is one window.
 */
final class Windows {
  /** How much context is kept at least: as far as recognizers look at words beside a value. */
  private static final int BEFORE = 64;

  private static final int AFTER = 32;

  /** How far the end of a longer word is looked for: as long as an address can be. */
  private static final int LONGEST_WORD = 320;

  private final View view;
  private final Layer layer;
  private boolean open;
  private int done;

  Windows(View view, Layer layer) {
    this.view = view;
    this.layer = layer;
  }

  void drop(int from, int to) {
    reach(from);
    done = to;
  }

  void replace(int from, int to, int codePoint) {
    reach(from);
    layer.add(codePoint, view.sourceStart(from), view.sourceEnd(to - 1));
    done = to;
  }

  /** Writes another character for the range that was replaced last. */
  void more(int from, int to, int codePoint) {
    layer.add(codePoint, view.sourceStart(from), view.sourceEnd(to - 1));
  }

  private void reach(int from) {
    boolean near = open && (from - done <= BEFORE + AFTER || start(from) <= end(done));
    if (near && !parted(done, from)) {
      copy(done, from);
      return;
    }
    close();
    int start = start(from);
    layer.begin();
    if (!layer.empty() || start > 0) {
      layer.part(view.sourceStart(start));
    }
    copy(start, from);
    open = true;
  }

  /** Whether a window of the view ends in a range: what stands behind that is of another place. */
  private boolean parted(int from, int to) {
    for (int i = from; i < to; i++) {
      if (view.at(i) == View.NONE) {
        return true;
      }
    }
    return false;
  }

  void close() {
    if (open) {
      int end = end(done);
      copy(done, end);
      if (end < view.length()) {
        layer.part(view.sourceStart(end));
      }
      layer.end();
      open = false;
    }
  }

  private int start(int from) {
    int floor = Math.max(open ? done : 0, from - LONGEST_WORD);
    int start = from;
    while (start > floor
        && view.at(start - 1) != View.NONE
        && (from - start < BEFORE || !(blank(view.at(start - 1)) && !number(view.at(start - 2))))) {
      start--;
    }
    return start;
  }

  private int end(int to) {
    int ceiling = Math.min(view.length(), to + LONGEST_WORD);
    int end = to;
    while (end < ceiling
        && view.at(end) != View.NONE
        && (end - to < AFTER || !(blank(view.at(end)) && !number(view.at(end + 1))))) {
      end++;
    }
    boolean parted = end < ceiling && view.at(end) == View.NONE;
    return parted && end > to ? end - 1 : end;
  }

  private void copy(int from, int to) {
    for (int i = from; i < to; i++) {
      layer.add(view.at(i), view.sourceStart(i), view.sourceEnd(i));
    }
  }

  /** Whether a number can go on with a character behind a blank, or before one. */
  private static boolean number(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '(' || c == ')' || c == '-' || c == '/';
  }

  static boolean blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }
}
