package dev.ringfence.chat;

/**
 * The grammar of what stands in the parentheses of a markdown link: an address, perhaps in angle
 * brackets, perhaps with a title.
 *
 * @param url the address as written
 * @param end behind the closing parenthesis; or {@link #NONE}, {@link #MORE}
 */
record LinkTarget(String url, int end) {
  static final int NONE = -1;
  static final int MORE = -2;

  /**
   * Reads the target whose opening parenthesis stands at an index.
   *
   * @param limit where reading stops, whether or not the target has ended
   * @param more whether text may follow behind the limit
   */
  static LinkTarget read(CharSequence text, int open, int limit, boolean more) {
    LinkTarget unfinished = new LinkTarget("", more ? MORE : NONE);
    int i = blanks(text, open + 1, limit);
    int start = i;
    String url;
    if (i < limit && text.charAt(i) == '<') {
      while (i < limit && text.charAt(i) != '>') {
        i++;
      }
      url = text.subSequence(start + 1, Math.max(start + 1, i)).toString();
      i++;
    } else {
      int depth = 0;
      while (i < limit && !Character.isWhitespace(text.charAt(i))) {
        char c = text.charAt(i);
        if (c == ')' && depth-- == 0) {
          break;
        }
        depth += c == '(' ? 1 : 0;
        i++;
      }
      url = text.subSequence(start, i).toString();
    }
    i = blanks(text, i, limit);
    if (i < limit && "\"'(".indexOf(text.charAt(i)) >= 0) {
      char close = text.charAt(i) == '(' ? ')' : text.charAt(i);
      i++;
      while (i < limit && text.charAt(i) != close) {
        i++;
      }
      i = blanks(text, i + 1, limit);
    }
    if (i >= limit) {
      return unfinished;
    }
    return text.charAt(i) == ')' ? new LinkTarget(url, i + 1) : new LinkTarget("", NONE);
  }

  private static int blanks(CharSequence text, int from, int limit) {
    int i = from;
    while (i < limit && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
