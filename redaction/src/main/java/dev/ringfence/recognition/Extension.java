package dev.ringfence.recognition;

import java.util.List;

/** The grammar of the digits behind a phone number that reach one desk: {@code ext. 204}. */
final class Extension {
  private static final int MOST_DIGITS = 7;

  private static final List<String> MARKERS =
      List.of(
          "extension",
          "durchwahl",
          "interno",
          "anexo",
          "ramal",
          "poste",
          "extn",
          "ext",
          "dw",
          "int",
          "x",
          "#");

  private Extension() {}

  /** Where the extension behind an index ends, or the index itself where there is none. */
  static int end(View view, int index) {
    int i = index;
    while (i - index < 4 && " ,;()-".indexOf(view.at(i)) >= 0 && view.at(i) != View.NONE) {
      i++;
    }
    for (String marker : MARKERS) {
      if (view.wordStandsAt(i, marker)) {
        int digits = digits(view, i + marker.length());
        if (digits > 0) {
          return digits;
        }
      }
    }
    return index;
  }

  private static int digits(View view, int index) {
    int i = index;
    while (i - index < 3 && ".:= ".indexOf(view.at(i)) >= 0 && view.at(i) != View.NONE) {
      i++;
    }
    int start = i;
    while (view.digitAt(i)) {
      i++;
    }
    boolean goesOn = view.letterAt(i) || (view.at(i) == '-' && view.digitAt(i + 1));
    return i > start && i - start <= MOST_DIGITS && !goesOn ? i : -1;
  }
}
