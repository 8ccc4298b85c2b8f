package dev.ringfence.recognition;

/**
 * The name that a value is given to: what stands before a sign, in quotes or brackets or not, alone
 * or at the end of a few words.
 */
final class NameBefore {
  private static final int LONGEST_NAME = 48;
  private static final int BETWEEN = 24;

  private final View view;

  private NameBefore(View view) {
    this.view = view;
  }

  static SecretName of(View view, int sign) {
    return new NameBefore(view).name(sign);
  }

  /** What the name before a sign says. */
  private SecretName name(int sign) {
    int end = sign;
    while (sign - end < 8 && " :+?!=<>*".indexOf(view.at(end - 1)) >= 0 && end > 0) {
      end--;
    }
    if (view.at(end - 1) == ')') {
      int open = end - 1;
      while (end - open < 24 && view.at(open) != '(' && view.at(open) != '\n' && open > 0) {
        open--;
      }
      end = view.at(open) == '(' ? open : end;
      end -= view.at(end - 1) == ' ' ? 1 : 0;
    }
    while (sign - end < 12 && end > 0 && "\"'`]\\*_>".indexOf(view.at(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (end - start < LONGEST_NAME && namePart(start - 1)) {
      start--;
    }
    if (start == end) {
      return SecretName.NONE;
    }
    SecretName name = SecretName.of(view, start, end);
    if (name == SecretName.NONE && valueOfPair(start, end)) {
      return pairName(start);
    }
    if (name.compareTo(SecretName.TOKEN) < 0 && view.at(start - 1) == ' ') {
      int words = 1;
      while (words < 4
          && end - start < LONGEST_NAME
          && (namePart(start - 1) || view.at(start - 1) == ' ')) {
        start--;
        words += view.at(start) == ' ' ? 1 : 0;
      }
      SecretName phrase = SecretName.of(view, start, end);
      return phrase.compareTo(name) > 0 ? phrase : name;
    }
    return name;
  }

  private boolean namePart(int index) {
    char c = view.at(index);
    return view.identifierAt(index) || c == '-' || c == '.' || c == '\'';
  }

  private boolean valueOfPair(int start, int end) {
    return (end - start == 5 && view.wordStandsAt(start, "value"))
        || (end - start == 7 && view.wordStandsAt(start, "content"));
  }

  /** What the name says that stands as a value of its own before, as in {@code name="x" value=}. */
  private SecretName pairName(int before) {
    int end = before;
    while (before - end < BETWEEN && end > 0 && " \"'\\,-\n\r\t".indexOf(view.at(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (end - start < LONGEST_NAME && namePart(start - 1)) {
      start--;
    }
    boolean given = false;
    for (int i = start - 1; start - i < 6; i--) {
      given |= view.at(i) == ':' || view.at(i) == '=';
    }
    return given && start < end ? SecretName.of(view, start, end) : SecretName.NONE;
  }
}
