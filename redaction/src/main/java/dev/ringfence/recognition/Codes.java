package dev.ringfence.recognition;

/**
 * Looks through texts that are written as the codes of their characters, one by one: {@code 61 6e
 * 61}, {@code 0x61, 0x6e}, {@code 97,110,97}.
 */
final class Codes implements Lens {
  private static final int FEWEST = 8;

  /** A run of so many codes is longer than this. */
  private static final int STRIDE = 20;

  private static final int LONGEST_GAP = 3;

  /** As {@code 0x61}. */
  private static final int LONGEST_CODE = 4;

  /** A code and what parts it from the next have no more characters than this. */
  private static final int WIDEST = 7;

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    WordBits words = view.triggers().words();
    int done = 0;
    for (int i = STRIDE - 1; i < view.length(); i += STRIDE) {
      int start = i < done ? -1 : tokenStart(words, i);
      if (start >= 0 && code(view, start) && code(view, next(view, start))) {
        done = read(view, windows, first(view, start, done));
      }
    }
    windows.close();
  }

  /** Where a token begins within a few characters from an index on that can be a code, or -1. */
  private static int tokenStart(WordBits words, int index) {
    long near = words.from(index - 1);
    int rest = Long.numberOfTrailingZeros(~near);
    int start = rest + Long.numberOfTrailingZeros(near >>> rest);
    if (rest > WIDEST || start > WIDEST + 1) {
      return -1;
    }
    int length = Long.numberOfTrailingZeros(~(near >>> start));
    return length >= 2 && length <= LONGEST_CODE ? index - 1 + start : -1;
  }

  private static int first(View view, int start, int floor) {
    int first = start;
    while (true) {
      int i = first;
      while (first - i < LONGEST_GAP && i > floor && gap(view.at(i - 1))) {
        i--;
      }
      if (i == first) {
        return first;
      }
      int begin = i;
      while (begin > floor
          && i - begin < 4
          && view.at(begin - 1) < 0x80
          && view.wordAt(begin - 1)) {
        begin--;
      }
      if (!code(view, begin) || end(view, begin) != i) {
        return first;
      }
      first = begin;
    }
  }

  /** Reads codes over the ends of lines, and the ones of each line for themselves. */
  private static int read(View view, Windows windows, int start) {
    int end = run(view, windows, start, view.length());
    int line = lineEnd(view, start, end);
    int i = start;
    while (line < end || i > start && i < end) {
      windows.close();
      run(view, windows, i, line);
      i = line;
      while (i < end && gap(view.at(i))) {
        i++;
      }
      line = lineEnd(view, i, end);
    }
    return end;
  }

  private static int lineEnd(View view, int from, int limit) {
    int i = from;
    while (i < limit && view.at(i) != '\n') {
      i++;
    }
    return i;
  }

  /** Rewrites the codes from an index on that begin before a limit, and answers where they end. */
  private static int run(View view, Windows windows, int start, int limit) {
    Octets hex = new Octets();
    Octets decimal = new Octets();
    boolean allDecimal = true;
    int i = start;
    int end = start;
    while (i >= 0 && i < limit && code(view, i)) {
      end = end(view, i);
      boolean marked = View.lower(view.at(i + 1)) == 'x';
      int number = marked ? Hex.value(view, i + 2, 2) : Hex.value(view, i, Math.min(2, end - i));
      hex.add(end - i == 3 ? 0 : number);
      allDecimal &= !marked && decimal(view, i, end);
      decimal.add(allDecimal ? Integer.parseInt(view.text(i, end)) & 0xFF : 0);
      i = next(view, i);
    }
    if (hex.count() >= FEWEST && hex.text()) {
      hex.write(windows, start, end);
    }
    if (hex.count() >= FEWEST && allDecimal && decimal.text()) {
      windows.close();
      decimal.write(windows, start, end);
    }
    return end;
  }

  private static boolean decimal(View view, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!view.digitAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a code of two hexadecimal digits, marked or not, or of three decimal ones begins. */
  private static boolean code(View view, int start) {
    return start >= 0 && end(view, start) > start;
  }

  private static int end(View view, int start) {
    boolean marked = view.at(start) == '0' && View.lower(view.at(start + 1)) == 'x';
    int from = marked ? start + 2 : start;
    int i = from;
    while (i - from < 4 && Hex.digit(view.at(i)) >= 0) {
      i++;
    }
    boolean decimal = i - from == 3 && view.at(from) == '1' && decimal(view, from, i);
    boolean two = i - from == 2;
    return (two || (decimal && !marked)) && !view.wordAt(i) ? i : -1;
  }

  /** Where the code behind one begins, or -1. */
  private static int next(View view, int start) {
    int end = end(view, start);
    int i = end;
    while (i - end < LONGEST_GAP && gap(view.at(i))) {
      i++;
    }
    return i > end && end > 0 ? i : -1;
  }

  private static boolean gap(char c) {
    return c == ' ' || c == ',' || c == ':' || c == '-' || c == ';' || c == '\n';
  }
}
