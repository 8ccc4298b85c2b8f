package dev.ringfence.recognition;

/**
 * Turns round an address that is written from right to left, as a page shows it that reverses the
 * direction: {@code moc.elpmaxe@ana}.
 */
final class Backwards {
  private static final int REACH = 96;

  private Backwards() {}

  /** Rewrites the word with a sign in it if it is such an address; answers where it ended. */
  static int write(View view, Windows windows, int at, int floor) {
    int start = at;
    while (start > floor && at - start < REACH && part(view, start - 1)) {
      start--;
    }
    int end = at + 1;
    while (end - at < REACH && part(view, end)) {
      end++;
    }
    if (start == at || end == at + 1 || !topLevel(view, start, at) || dotted(view, at, end)) {
      return floor;
    }
    windows.drop(start, end);
    for (int i = end - 1; i >= start; i--) {
      windows.more(start, end, view.at(i));
    }
    return end;
  }

  private static boolean part(View view, int index) {
    char c = view.at(index);
    return view.wordAt(index) || (c != View.NONE && "._+-".indexOf(c) >= 0);
  }

  /** Whether a generic top-level domain stands first, backwards and with its dot behind it. */
  private static boolean topLevel(View view, int start, int at) {
    int dot = start;
    while (dot < at && view.letterAt(dot)) {
      dot++;
    }
    String label = new StringBuilder(view.text(start, dot)).reverse().toString();
    boolean generic = label.length() > 2 && !TopLevel.known(view.text(start, dot));
    return view.at(dot) == '.' && dot + 1 < at && generic && TopLevel.known(label);
  }

  private static boolean dotted(View view, int at, int end) {
    int dot = view.text(at + 1, end).lastIndexOf('.');
    return dot > 0 && TopLevel.known(view.text(at + 2 + dot, end));
  }
}
