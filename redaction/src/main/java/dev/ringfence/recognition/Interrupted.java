package dev.ringfence.recognition;

/**
 * Looks through what stands inside an address and is not seen as part of it: tags and comments of
 * HTML, emphasis of Markdown, the end of a line behind the sign or before the last label. It reads
 * around each sign, and an address that is written backwards it turns round.
 */
final class Interrupted implements Lens {
  private static final int REACH = 160;
  private static final String EMPHASIS = "*`~_";

  @Override
  public void look(View view, Layer layer) {
    int at = view.seek(0, Trigger.AT);
    if (at == view.length()) {
      return;
    }
    Windows windows = new Windows(view, layer);
    int done = 0;
    while (at < view.length()) {
      int start = start(view, at, done);
      done = write(view, windows, start, at);
      at = view.seek(Math.max(done, at + 1), Trigger.AT);
    }
    windows.close();
    Windows turned = new Windows(view, layer);
    done = 0;
    at = view.seek(0, Trigger.AT);
    while (at < view.length()) {
      done = Backwards.write(view, turned, at, done);
      at = view.seek(at + 1, Trigger.AT);
    }
    turned.close();
  }

  private static int start(View view, int at, int floor) {
    int start = at;
    while (start > floor && at - start < REACH) {
      int before = skippedBack(view, start, at);
      if (before == start && !part(view, start - 1)) {
        break;
      }
      start = Math.max(floor, before == start ? start - 1 : before);
    }
    return start;
  }

  /** Drops what interrupts the word with a sign in it, and answers where that ends. */
  private static int write(View view, Windows windows, int start, int at) {
    int i = start;
    while (i < view.length() && i - at < REACH) {
      int next = skipped(view, i, at);
      if (next > i) {
        if (i > start && (part(view, next) || view.at(next) == '@')) {
          windows.drop(i, next);
        }
        i = next;
      } else if (part(view, i) || i == at) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean part(View view, int index) {
    char c = view.at(index);
    return view.wordAt(index) || (c != View.NONE && "._+-%".indexOf(c) >= 0);
  }

  private static int skipped(View view, int index, int at) {
    int tag = Tags.end(view, index);
    if (tag > index) {
      return tag;
    }
    int i = index;
    while (i - index < 3 && view.at(i) != View.NONE && EMPHASIS.indexOf(view.at(i)) >= 0) {
      i++;
    }
    boolean beside = index == at + 1 || i == at || view.at(index - 1) == '.' || view.at(i) == '.';
    if (i > index && (view.at(index) != '_' || i - index == 2) && beside) {
      return i;
    }
    i = index;
    boolean ends = false;
    while (i - index < 8 && Windows.blank(view.at(i))) {
      ends |= view.at(i) != ' ';
      i++;
    }
    boolean joined =
        index == at + 1 || (view.at(index - 1) == '.' && part(view, at - 1) && lastLabel(view, i));
    return ends && joined ? i : index;
  }

  private static int skippedBack(View view, int index, int at) {
    int tag = Tags.start(view, index);
    if (tag < index) {
      return tag;
    }
    int i = index;
    while (index - i < 8 && i > 0 && emphasis(view, i - 1)) {
      i--;
    }
    return index == at ? i : index;
  }

  private static boolean emphasis(View view, int index) {
    return EMPHASIS.indexOf(view.at(index)) >= 0;
  }

  /**
   * Whether a domain's last label stands there for itself, in small letters, and ends something.
   */
  private static boolean lastLabel(View view, int from) {
    int to = from;
    while (to - from < 16 && view.at(to) >= 'a' && view.at(to) <= 'z') {
      to++;
    }
    boolean ends = !part(view, to) && (view.at(to) != ' ' || to - from > 2);
    return to > from + 1 && ends && TopLevel.known(view.text(from, to));
  }
}
