package dev.ringfence.recognition;

/**
 * The value behind a name and a sign: in quotes, or up to where the text around it goes on.
 *
 * @param start its first character, behind the quote
 * @param end the character behind its last
 * @param quoted whether it stands in quotes
 */
record SecretValue(int start, int end, boolean quoted) {
  private static final int LONGEST_QUOTE = 512;
  private static final int LONGEST = 256;

  /** Reads the value that begins at an index; an empty one where there is none. */
  static SecretValue read(View view, int from) {
    int start = from;
    if ("brfu@$LN".indexOf(view.at(start)) >= 0
        && view.at(start) != View.NONE
        && quote(view.at(start + 1))) {
      start++;
    }
    boolean escaped = view.at(start) == '\\' && quote(view.at(start + 1));
    char open = view.at(escaped ? start + 1 : start);
    if (quote(open)) {
      int first = start + (escaped ? 2 : 1);
      while (view.at(first) == open && view.at(first + 1) == open) {
        first += 2;
      }
      int end = closing(view, first, open, escaped);
      if (end >= 0) {
        return new SecretValue(first, end, true);
      }
      start = first;
    }
    return new SecretValue(start, bareEnd(view, start), false);
  }

  /** The whole of a value so long that only its beginning was read. */
  SecretValue whole(View view) {
    if (quoted || end - start < LONGEST - 8) {
      return this;
    }
    int to = end;
    while (to < view.length() && !stops(view, to)) {
      to++;
    }
    return new SecretValue(start, to, false);
  }

  static boolean quote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static int closing(View view, int first, char open, boolean escaped) {
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

  private static int bareEnd(View view, int start) {
    int end = start;
    while (end - start < LONGEST && !stops(view, end)) {
      if ((view.at(end) == '&' || view.at(end) == ';' || view.at(end) == ',') && pair(view, end)) {
        break;
      }
      end++;
    }
    while (end > start + 1 && trailing(view, start, end - 1)) {
      end--;
    }
    return end;
  }

  /** Whether the sign at an index is the text's around a value, and not the value's. */
  private static boolean trailing(View view, int start, int index) {
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

  private static boolean stops(View view, int index) {
    char c = view.at(index);
    if (quote(c)) {
      return !view.wordAt(index - 1) || !view.wordAt(index + 1);
    }
    if (c == '<') {
      return view.at(index + 1) == '/' || view.at(index + 1) == '!' || view.at(index + 1) == 'b';
    }
    return c <= ' ' || escapedEnd(view, index);
  }

  private static boolean escapedEnd(View view, int index) {
    return view.at(index) == '\\' && "\"'nrt".indexOf(view.at(index + 1)) >= 0;
  }

  /** Whether another name and value begin behind a sign, or nothing that belongs to this one. */
  private static boolean pair(View view, int sign) {
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
