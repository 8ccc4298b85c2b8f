package dev.ringfence.recognition;

/**
 * The value behind a name and a sign: in quotes, or up to where the text around it goes on.
 *
 * @param start its first character, behind the quote
 * @param end the character behind its last
 * @param quoted whether it stands in quotes
 */
record SecretValue(int start, int end, boolean quoted) {
  /** No more of a value without quotes is read at first. */
  static final int LONGEST = 256;

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

  static boolean stops(View view, int index) {
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
}
