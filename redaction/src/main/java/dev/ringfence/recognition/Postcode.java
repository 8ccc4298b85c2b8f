package dev.ringfence.recognition;

/** The forms that postcodes have. */
final class Postcode {
  private Postcode() {}

  /** Where a postcode ends that begins at an index; -1 where none does. */
  static int end(View view, int from) {
    if (view.digitAt(from)) {
      return digits(view, from);
    }
    if (!letter(view, from)) {
      return -1;
    }
    char next = view.at(from + 1);
    int country = next == '-' ? from + 2 : from + 3;
    if (view.at(country - 1) == '-' && view.digitAt(country)) {
      return digits(view, country);
    }
    int canadian = pattern(view, from, "A9A9A9");
    if (canadian > 0) {
      return canadian;
    }
    for (String form : new String[] {"AA9A9AA", "AA999AA", "A9A9AA", "AA99AA", "A999AA", "A99AA"}) {
      int end = pattern(view, from, form);
      if (end > 0) {
        return end;
      }
    }
    return -1;
  }

  /** Whether a postcode is one in a form that no number has. */
  static boolean unmistakable(View view, int from, int end) {
    if (!view.digitAt(from)) {
      return true;
    }
    for (int i = from; i < end; i++) {
      if (!view.digitAt(i)) {
        return view.at(i) == '-' || letter(view, end - 1);
      }
    }
    return false;
  }

  private static int digits(View view, int from) {
    int first = Runs.digits(view, from, 7);
    int end = from + first;
    char sign = view.at(end);
    int rest = sign == '-' || sign == ' ' ? Runs.digits(view, end + 1, 5) : 0;
    int to = end + 1 + rest;
    boolean grouped =
        sign == '-'
            ? (first == 2 && rest == 3)
                || (first == 4 && rest == 3)
                || (first == 5 && (rest == 3 || rest == 4))
                || (first == 3 && rest == 4)
            : (first == 3 && rest == 2) || (first == 3 && rest == 3);
    if (rest > 0 && grouped && !view.wordAt(to)) {
      return to;
    }
    boolean dutch =
        first == 4
            && sign == ' '
            && capital(view, end + 1)
            && capital(view, end + 2)
            && !view.wordAt(end + 3);
    if (dutch) {
      return end + 3;
    }
    return first >= 4 && first <= 6 && !view.wordAt(end) ? end : -1;
  }

  /** Where letters and digits of a form end, with at most one space before its last three. */
  private static int pattern(View view, int from, String form) {
    int i = from;
    for (int k = 0; k < form.length(); k++) {
      if (k == form.length() - 3 && view.at(i) == ' ') {
        i++;
      }
      boolean fits = form.charAt(k) == '9' ? view.digitAt(i) : capital(view, i);
      if (!fits) {
        return -1;
      }
      i++;
    }
    return view.wordAt(i) ? -1 : i;
  }

  private static boolean capital(View view, int index) {
    char c = view.at(index);
    return c >= 'A' && c <= 'Z';
  }

  private static boolean letter(View view, int index) {
    return capital(view, index) || (view.at(index) < 0x80 && view.letterAt(index));
  }
}
