package dev.ringfence.recognition;

/**
 * Looks through numbers that are said digit by digit or in pairs: {@code two one two, double five},
 * {@code z\u00e9ro six trente-neuf}, with digits between them or without. A run of such words is
 * long, so that only one word in a stride is looked at until one is a number's.
 */
final class NumberWords implements Lens {
  private static final int STRIDE = 12;
  private static final int LONGEST_WORD = 20;

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    SpokenNumber number = new SpokenNumber(view, windows);
    char[] chars = view.characters();
    int last = view.length() - LONGEST_WORD;
    int done = 0;
    for (int i = STRIDE / 2; i < view.length() && !windows.full(); i += STRIDE) {
      int index = ideographAt(view, i) ? i : ideographAt(view, i + STRIDE / 2) ? i + STRIDE / 2 : i;
      boolean inside = index >= LONGEST_WORD && index < last;
      boolean here =
          index >= done
              && (!inside || NumberVocabulary.maybeAt(chars, index))
              && numberAt(view, index);
      if (here) {
        done = number.read(start(view, index, done));
      }
    }
    windows.close();
  }

  private static boolean ideographAt(View view, int index) {
    return NumberVocabulary.ideograph(view.at(index)) >= 0;
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
