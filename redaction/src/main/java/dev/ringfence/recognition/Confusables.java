package dev.ringfence.recognition;

/**
 * Looks through letters of other scripts that are drawn like ASCII's, where scripts mix: in a word
 * with letters of ASCII, or in one that touches a bracket, a digit or the sign of an address.
 */
final class Confusables implements Lens {
  @Override
  public void look(View view, Layer layer) {
    int i = view.foreign() ? next(view, 0) : view.length();
    if (i == view.length()) {
      return;
    }
    Windows windows = new Windows(view, layer);
    while (i < view.length()) {
      int start = i;
      while (view.letterAt(start - 1)) {
        start--;
      }
      int end = i;
      while (view.letterAt(end)) {
        end++;
      }
      if (end > i && mixed(view, start, end)) {
        for (int k = i; k < end; k++) {
          char ascii = Homoglyphs.ascii(view.at(k));
          if (ascii != View.NONE) {
            windows.replace(k, k + 1, ascii);
          }
        }
      }
      i = next(view, Math.max(end, i + 1));
    }
    windows.close();
  }

  private static int next(View view, int from) {
    int i = view.seek(from, Trigger.FOREIGN);
    while (i < view.length() && Homoglyphs.ascii(view.at(i)) == View.NONE) {
      i = view.seek(i + 1, Trigger.FOREIGN);
    }
    return i;
  }

  /**
   * Whether a word is in two scripts, or all of its letters look like ASCII's and hang on signs.
   */
  private static boolean mixed(View view, int start, int end) {
    boolean ascii = false;
    boolean lookalikes = true;
    boolean foreign = false;
    for (int i = start; i < end; i++) {
      char c = view.at(i);
      ascii |= c < 0x80;
      lookalikes &= c < 0x80 || Homoglyphs.ascii(c) != View.NONE;
      foreign |= c >= 0x250;
    }
    char before = view.at(start - 1);
    char after = view.at(end);
    boolean touched =
        "[@_+%&\\=".indexOf(before) >= 0 && before != View.NONE
            || "]@_;-%".indexOf(after) >= 0 && after != View.NONE
            || view.digitAt(end)
            || view.digitAt(start - 1);
    return foreign && ascii
        || (lookalikes && (touched || end - start <= 5 && !ascii))
        || small(view, start, end);
  }

  /** Whether small capitals or turned letters stand in a word. */
  private static boolean small(View view, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = view.at(i);
      if ((c >= 0x250 && c <= 0x2AF) || (c >= 0x1D00 && c <= 0x1D2B) || c == 0x131) {
        return true;
      }
    }
    return false;
  }
}
