package dev.ringfence.recognition;

/**
 * Reads figures as the letters that they look like, where an address would have its last label:
 * {@code 4n4@3x4mpl3.c0m}. What stands before it may have figures of its own.
 */
final class FiguredDomain implements Lens {
  /** What a domain name has at most: RFC 1035, section 2.3.4. */
  private static final int LONGEST = 253;

  @Override
  public void look(View view, Layer layer) {
    int at = view.seek(0, Trigger.AT);
    if (at == view.length()) {
      return;
    }
    Windows windows = new Windows(view, layer);
    while (at < view.length()) {
      int end = at + 1;
      int dot = 0;
      while (end - at <= LONGEST && part(view, end)) {
        dot = view.at(end) == '.' ? end : dot;
        end++;
      }
      if (dot > at + 1 && mixed(view, dot + 1, end) && lettered(view, at + 1, dot)) {
        for (int i = dot + 1; i < end; i++) {
          if (view.digitAt(i)) {
            windows.replace(i, i + 1, letter(view.at(i)));
          }
        }
      }
      at = view.seek(end, Trigger.AT);
    }
    windows.close();
  }

  private static boolean part(View view, int index) {
    return view.wordAt(index)
        || view.at(index) == '-'
        || view.at(index) == '.' && view.wordAt(index + 1);
  }

  /** Whether both letters and digits stand in a range; a number alone is a part of a version. */
  private static boolean mixed(View view, int from, int to) {
    boolean digit = false;
    for (int i = from; i < to; i++) {
      digit |= view.digitAt(i);
    }
    return digit && lettered(view, from, to);
  }

  private static boolean lettered(View view, int from, int to) {
    for (int i = from; i < to; i++) {
      if (view.letterAt(i)) {
        return true;
      }
    }
    return false;
  }

  private static char letter(char figure) {
    return "oizeasgtbg".charAt(figure - '0');
  }
}
