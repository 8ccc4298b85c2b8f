package dev.ringfence.recognition;

/**
 * Looks through numbers that are said digit by digit or in pairs: {@code two one two, double five},
 * {@code z\u00e9ro six trente-neuf}, with digits between them or without. A run of such words is
 * long, so that only one word in a stride is looked at until one is a number's.
 */
final class NumberWords implements Lens {
  private static final int STRIDE = 18;
  private static final int SHORTER_STRIDE = 6;
  private static final int LONGEST_WORD = 20;

  /** How far behind a place a word is looked at that begins there. */
  private static final int NEAR = 5;

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    SpokenNumber number = new SpokenNumber(view, windows);
    WordBits words = view.triggers().words();
    boolean ideographs = view.foreign();
    int done = 0;
    for (int i = STRIDE / 2; i < view.length(); i += STRIDE) {
      int index = Math.max(i, done);
      int word = Long.numberOfTrailingZeros(words.from(index));
      index += word < NEAR ? word : 0;
      index += view.digitAt(index) ? letter(view, index) : 0;
      if (NumberVocabulary.maybeAt(view, words, index) && numberAt(view, index)) {
        done = number.read(start(view, index, done));
      }
      for (int k = i; k < i + STRIDE && ideographs; k += SHORTER_STRIDE) {
        if (k >= done && NumberVocabulary.ideograph(view.at(k)) >= 0) {
          done = number.read(start(view, k, done));
        }
      }
    }
    windows.close();
  }

  /** How far behind an index the next letter stands, 0 where it is far. */
  private static int letter(View view, int index) {
    for (int i = index + 1; i < index + 5; i++) {
      if (view.letterAt(i)) {
        return i - index;
      }
    }
    return 0;
  }

  private static boolean numberAt(View view, int index) {
    if (NumberVocabulary.ideograph(view.at(index)) >= 0) {
      return true;
    }
    if (!view.letterAt(index)) {
      return false;
    }
    int from = wordStart(view, index, 0);
    int to = index;
    while (to - from < LONGEST_WORD && view.letterAt(to)) {
      to++;
    }
    return NumberVocabulary.value(view, from, to) != NumberVocabulary.NONE;
  }

  private static int wordStart(View view, int index, int floor) {
    int from = index;
    while (from > floor && index - from < LONGEST_WORD && view.letterAt(from - 1)) {
      from--;
    }
    return from;
  }

  /** Where the run of numbers and their words begins that has a word at an index. */
  private static int start(View view, int index, int floor) {
    if (NumberVocabulary.ideograph(view.at(index)) >= 0) {
      int i = index;
      while (i > floor && NumberVocabulary.ideograph(view.at(i - 1)) >= 0) {
        i--;
      }
      return view.at(i - 1) == '+' ? i - 1 : i;
    }
    int start = wordStart(view, index, floor);
    while (true) {
      int gap = start;
      while (gap > floor
          && start - gap < SpokenNumber.LONGEST_GAP
          && SpokenNumber.gap(view, gap - 1)) {
        gap--;
      }
      int from = gap;
      while (from > floor && gap - from < LONGEST_WORD && view.wordAt(from - 1)) {
        from--;
      }
      if (from == gap || SpokenNumber.item(view, from, gap) == NumberVocabulary.NONE) {
        return view.at(start - 1) == '+' ? start - 1 : start;
      }
      start = from;
    }
  }
}
