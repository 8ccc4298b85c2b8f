package dev.ringfence.recognition;

/**
 * Looks through texts with something between every two characters: {@code a n a @ e x}, {@code
 * a-n-a-@}, {@code a n a}. A run of them is long, so that only one place in a stride is looked at
 * until a character stands alone there.
 */
final class Spaced implements Lens {
  private static final int FEWEST = 7;
  private static final int STRIDE = 8;

  /** Where a character has to stand alone, from a place on, so that its stride is looked at. */
  private static final long REACH = 0xF;

  private static final long WHOLE_STRIDE = 0xFF;

  private static final int WIDEST = 5;

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    Triggers triggers = view.triggers();
    int last = view.length() - STRIDE;
    int done = 0;
    long next = triggers.alone(0);
    for (int base = 0; base < last; base += Long.SIZE) {
      long alone = next;
      next = triggers.alone(base / Long.SIZE + 1);
      for (int place = STRIDE - 1; place < Long.SIZE && (alone | next) != 0; place += STRIDE) {
        int i = base + place;
        long near = alone >>> place | next << Long.SIZE - place;
        if ((near & REACH) != 0 && i >= done && i < last) {
          done = at(view, windows, i, near & WHOLE_STRIDE, done);
        }
      }
    }
    windows.close();
  }

  /** Looks at the characters behind an index that stand alone, until a run has one of them. */
  private static int at(View view, Windows windows, int index, long alone, int done) {
    for (long rest = alone; rest != 0; rest &= rest - 1) {
      int i = index + Long.numberOfTrailingZeros(rest);
      int width = width(view, i);
      if (width > 0) {
        return read(view, windows, i, width, done);
      }
    }
    return done;
  }

  /** How many characters stand between one and the next, the same again behind that; or 0. */
  private static int width(View view, int index) {
    for (int width = 1; width <= WIDEST; width++) {
      int next = index + width + 1;
      if (filled(view, next)
          && parted(view, index + 1, next)
          && same(view, index + 1, next + 1, width)
          && view.at(next + width + 1) != View.NONE) {
        return width;
      }
    }
    for (int width = 1; width <= WIDEST; width++) {
      int before = index - width - 1;
      if (filled(view, before)
          && parted(view, before + 1, index)
          && same(view, before + 1, before - width, width)
          && filled(view, before - width - 1)) {
        return width;
      }
    }
    return 0;
  }

  private static boolean filled(View view, int index) {
    char c = view.at(index);
    return c != View.NONE && !Windows.blank(c);
  }

  private static boolean parted(View view, int from, int to) {
    for (int i = from; i < to; i++) {
      if (view.wordAt(i) || view.at(i) == View.NONE) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(View view, int one, int other, int length) {
    for (int i = 0; i < length; i++) {
      if (view.at(one + i) != view.at(other + i)) {
        return false;
      }
    }
    return true;
  }

  private static int read(View view, Windows windows, int index, int width, int floor) {
    boolean after =
        same(view, index + 1, index + width + 2, width) && filled(view, index + width + 1);
    int sign = after ? index + 1 : index - width;
    int from = index;
    int step = width + 1;
    while (from - step >= floor && follows(view, from - width, sign, width, from - step)) {
      from -= step;
    }
    int to = index;
    int characters = 1;
    int letters = 0;
    for (int i = index; i > from; i -= step) {
      characters++;
    }
    while (follows(view, to + 1, sign, width, to + step)) {
      to += step;
      characters++;
    }
    from += Windows.blank(view.at(from)) ? step : 0;
    to -= Windows.blank(view.at(to)) ? step : 0;
    for (int i = from; i <= to; i += step) {
      letters += view.letterAt(i) || view.at(i) == '@' ? 1 : 0;
    }
    if (characters >= FEWEST && (letters > 0 || numeric(view, from, to, step, sign))) {
      write(view, windows, from, to, step, letters > 0 || view.at(from) == '+');
    }
    return characters >= FEWEST ? to + 1 : index + 1;
  }

  /** Whether the signs stand at an index, and behind or before them a character for itself. */
  private static boolean follows(View view, int at, int sign, int width, int character) {
    if (view.at(character) == View.NONE || !same(view, at, sign, width)) {
      return false;
    }
    return !Windows.blank(view.at(character))
        ? !(view.wordAt(character) && (view.wordAt(character - 1) || view.wordAt(character + 1)))
        : view.at(character) == ' '
            && (view.at(sign) != ' ' || !Windows.blank(view.at(character + width + 1)));
  }

  /** Whether digits alone, parted by what never parts a list's, are as many as a number has. */
  private static boolean numeric(View view, int from, int to, int step, int sign) {
    int digits = 0;
    boolean binary = true;
    for (int i = from; i <= to; i += step) {
      digits += view.digitAt(i) ? 1 : 0;
      binary &= view.at(i) <= '1';
    }
    char first = view.at(from);
    boolean plausible =
        first == '+' || (first == '0' ? digits <= 12 : digits == 10 || first == '1');
    boolean listed = false;
    for (int i = sign; i < sign + step - 1; i++) {
      listed |= ",;:|&+=%".indexOf(view.at(i)) >= 0 && first != '+';
    }
    return digits >= 10 && digits <= 15 && !binary && plausible && !listed;
  }

  private static void write(View view, Windows windows, int from, int to, int step, boolean tight) {
    for (int i = from; i <= to; i += step) {
      windows.replace(i, i + 1, view.at(i));
      if (i < to) {
        windows.drop(i + 1, i + step);
        if (!tight) {
          windows.more(i, i + 1, ' ');
        }
      }
    }
  }
}
