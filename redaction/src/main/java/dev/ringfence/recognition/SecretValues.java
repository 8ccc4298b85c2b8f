package dev.ringfence.recognition;

/** Reads the values of a view that stand behind a name and a sign. */
final class SecretValues {
  private static final int LONGEST_QUOTE = 512;

  private final View view;

  /** Where the value began that was read last, and where nothing had ended it up to. */
  private int clear = -1;

  private int broken = -1;

  SecretValues(View view) {
    this.view = view;
  }

  /** Reads the value that begins at an index; an empty one where there is none. */
  SecretValue read(int from) {
    int start = from;
    if ("brfu@$LN".indexOf(view.at(start)) >= 0
        && view.at(start) != View.NONE
        && SecretValue.quote(view.at(start + 1))) {
      start++;
    }
    boolean escaped = view.at(start) == '\\' && SecretValue.quote(view.at(start + 1));
    char open = view.at(escaped ? start + 1 : start);
    if (SecretValue.quote(open)) {
      int first = start + (escaped ? 2 : 1);
      while (view.at(first) == open && view.at(first + 1) == open) {
        first += 2;
      }
      int end = closing(first, open, escaped);
      if (end >= 0) {
        return new SecretValue(first, end, true);
      }
      start = first;
    }
    return new SecretValue(start, bareEnd(start), false);
  }

  private int closing(int first, char open, boolean escaped) {
    for (int i = first; i - first < LONGEST_QUOTE && i < view.length(); i++) {
      char c = view.at(i);
      if (c == '\n') {
        return -1;
      }
      if (escaped && c == '\\' && view.at(i + 1) == open) {
        return i;
      }
      if (!escaped && c == '\\') {
        i++;
      } else if (!escaped && c == open) {
        return i;
      }
    }
    return -1;
  }

  private int bareEnd(int start) {
    int end = Math.min(breakFrom(start), start + SecretValue.LONGEST);
    while (end > start + 1 && trailing(start, end - 1)) {
      end--;
    }
    return end;
  }

  /**
   * Where what ends a value stands first from an index on, or a place beyond the longest value.
   * What was read for one value is not read again for one that begins inside it.
   */
  private int breakFrom(int start) {
    boolean inside = start >= clear && start <= broken;
    int i = inside ? broken : start;
    clear = start;
    while (i - start < SecretValue.LONGEST && !breaks(i)) {
      i++;
    }
    broken = i;
    return i;
  }

  private boolean breaks(int index) {
    char c = view.at(index);
    return SecretValue.stops(view, index) || ((c == '&' || c == ';' || c == ',') && pair(index));
  }

  /** Whether the sign at an index is the text's around a value, and not the value's. */
  private boolean trailing(int start, int index) {
    char c = view.at(index);
    if (c == '*') {
      return view.at(index - 1) == '*' || view.at(index + 1) == '*';
    }
    char open = c == ')' ? '(' : c == ']' ? '[' : c == '}' ? '{' : View.NONE;
    for (int i = Math.max(start, index - 64); open != View.NONE && i < index; i++) {
      if (view.at(i) == open) {
        return false;
      }
    }
    return ".,;:?)]}|".indexOf(c) >= 0;
  }

  /** Whether another name and value begin behind a sign, or nothing that belongs to this one. */
  private boolean pair(int sign) {
    int i = sign + 1;
    while (i - sign < 40 && (view.identifierAt(i) || view.at(i) == '-' || view.at(i) == '.')) {
      i++;
    }
    char next = view.at(i);
    return next == '='
        || (next == ':' && view.at(sign) == ',')
        || (next == ' ' && i > sign + 1 && view.at(sign) == ';');
  }
}
