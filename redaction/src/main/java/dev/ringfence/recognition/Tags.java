package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/**
 * The mark-up that can stand inside a word and is not seen: comments and phrasing elements of HTML.
 */
final class Tags {
  private static final int LONGEST = 96;

  private static final Set<String> PHRASING =
      Set.of(
          ("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s"
                  + " samp small span strike strong sub sup tt u var wbr")
              .split(" "));

  private Tags() {}

  /** Where the tag or comment that begins at an index ends, or the index itself. */
  static int end(View view, int index) {
    if (view.at(index) != '<') {
      return index;
    }
    if (view.wordStandsAt(index, "<!--")) {
      for (int i = index + 4; i - index < LONGEST && i < view.length(); i++) {
        if (view.at(i) == '>' && view.at(i - 1) == '-' && view.at(i - 2) == '-') {
          return i + 1;
        }
      }
      return index;
    }
    int name = view.at(index + 1) == '/' ? index + 2 : index + 1;
    int i = name;
    while (i - name < 12 && view.at(i) < 0x80 && view.letterAt(i)) {
      i++;
    }
    if (!PHRASING.contains(view.text(Math.min(name, i), i).toLowerCase(Locale.ROOT))) {
      return index;
    }
    while (i - index < LONGEST && view.at(i) != View.NONE) {
      if (view.at(i) == '>') {
        return i + 1;
      }
      if (view.at(i) == '<' || view.at(i) == '@') {
        return index;
      }
      i++;
    }
    return index;
  }

  /** Where the tag or comment begins that ends at an index, or the index itself. */
  static int start(View view, int index) {
    if (view.at(index - 1) != '>') {
      return index;
    }
    for (int i = index - 2; i >= 0 && index - i < LONGEST; i--) {
      if (view.at(i) == '<') {
        return end(view, i) == index ? i : index;
      }
    }
    return index;
  }
}
