package dev.ringfence.recognition;

/** Turns round a telephone number that is written from right to left: {@code 3210 5132 03 94+}. */
final class Mirrored implements Lens {
  private static final int FEWEST = 8;

  /** Of a number with its country: ITU-T E.164. */
  private static final int MOST = 15;

  private static final int LONGEST_GAP = 2;

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    int done = 0;
    int plus = view.seek(0, Trigger.ESCAPE);
    while (plus < view.length()) {
      if (view.at(plus) == '+' && view.digitAt(plus - 1) && !view.wordAt(plus + 1)) {
        int start = start(view, plus, done);
        if (start < plus) {
          windows.drop(start, plus + 1);
          for (int i = plus; i >= start; i--) {
            windows.more(start, plus + 1, turned(view.at(i)));
          }
          done = plus + 1;
        }
      }
      plus = view.seek(plus + 1, Trigger.ESCAPE);
    }
    windows.close();
  }

  /** Where the digits before a plus sign begin, or that sign where they are no number. */
  private static int start(View view, int plus, int floor) {
    int start = plus;
    int digits = 0;
    for (int i = plus - 1; i >= floor && start - i <= LONGEST_GAP + 1 && digits <= MOST; i--) {
      if (view.digitAt(i)) {
        digits++;
        start = i;
      } else if (" -.()/".indexOf(view.at(i)) < 0) {
        break;
      }
    }
    boolean number = digits >= FEWEST && digits <= MOST && !view.wordAt(start - 1);
    return number ? start : plus;
  }

  private static char turned(char c) {
    return c == '(' ? ')' : c == ')' ? '(' : c;
  }
}
