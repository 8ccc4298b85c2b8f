package dev.ringfence.recognition;

/**
 * Looks through what people do not put between the digits of a number: {@code +49_30_23125}, {@code
 * 212*555*0142}, tags, emoji, the ends of lines; and through letters that look like digits. Without
 * a plus sign only the groups of North America, and those behind a zero, are believed.
 */
final class Parted implements Lens {
  private static final int MOST_DIGITS = 15;
  private static final int MOST_GROUPS = 16;
  private static final int LONGEST_GAP = 4;

  @Override
  public void look(View view, Layer layer) {
    int i = view.seek(0, Trigger.DIGIT);
    if (i == view.length()) {
      return;
    }
    Pass pass = new Pass(view, new Windows(view, layer));
    while (i < view.length()) {
      i = view.seek(Math.max(pass.read(i), i + 1), Trigger.DIGIT);
    }
    pass.windows.close();
  }

  /** One reading of one view: the groups of the number it has come to. */
  private static final class Pass {
    private final View view;
    private final Windows windows;
    private final int[] starts = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private int count;
    private int digits;
    private int letters;
    private boolean strange;

    Pass(View view, Windows windows) {
      this.view = view;
      this.windows = windows;
    }

    int read(int first) {
      int start = first;
      while (first - start < 2 && Homoglyphs.digit(view.at(start - 1)) >= 0) {
        start--;
      }
      if (view.at(start - 3) == '+' && Homoglyphs.digit(view.at(start - 2)) >= 0) {
        start -= 2;
      }
      int before = start - 1;
      before -= view.at(before) == '(' ? 1 : 0;
      boolean plus = view.at(before) == '+' && !view.wordAt(before - 1);
      if (!plus && (!numeral(first) || view.wordAt(start - 1))) {
        return groupEnd(first);
      }
      groups(start, plus);
      boolean number = plus ? digits >= 8 : northAmerican() || dialled();
      if (number && (strange || letters > 0) && letters * 2 <= digits) {
        write();
      }
      return ends[count - 1];
    }

    /** Whether what begins is as long as the first group of a number that has no plus sign. */
    private boolean numeral(int first) {
      int end = groupEnd(first);
      return end - first <= 5 && !view.letterAt(end) && view.at(end) != View.NONE;
    }

    private void groups(int start, boolean plus) {
      count = 0;
      digits = 0;
      letters = 0;
      strange = false;
      int i = start;
      while (count < MOST_GROUPS) {
        int end = groupEnd(i);
        if (end == i || digits + end - i > MOST_DIGITS) {
          break;
        }
        starts[count] = i;
        ends[count] = end;
        digits += end - i;
        for (int k = i; k < end; k++) {
          letters += view.digitAt(k) ? 0 : 1;
        }
        count++;
        i = gapEnd(end, plus);
      }
      if (count == 0) {
        ends[count++] = start + 1;
      }
      for (int group = 1; group < count; group++) {
        strange |= strange(ends[group - 1], starts[group]);
      }
    }

    /** Where the digits and what looks like them end; the index itself where they are a word. */
    private int groupEnd(int from) {
      int end = from;
      boolean digit = false;
      while (Homoglyphs.digit(view.at(end)) >= 0) {
        digit |= view.digitAt(end);
        end++;
      }
      boolean lone = end == from + 1 && view.at(from - 1) == '+';
      return (digit || lone) && !view.letterAt(end) ? end : from;
    }

    private int gapEnd(int from, boolean plus) {
      int i = from;
      boolean line = false;
      int signs = 0;
      while (true) {
        int tag = Tags.end(view, i);
        if (tag > i) {
          i = tag;
        } else if (signs < LONGEST_GAP && sign(view.at(i), i)) {
          line |= view.at(i) == '\n' || view.at(i) == '\t';
          i++;
          signs++;
        } else {
          break;
        }
      }
      boolean open = plus && (digits < 8 || view.at(from) == '-' || view.at(from) == '\t');
      return line && !open ? from : i;
    }

    private boolean sign(char c, int index) {
      return c != View.NONE && !view.wordAt(index) && ",;:+%$\u20AC\u00A3@&<>{}\"\\".indexOf(c) < 0;
    }

    private boolean strange(int from, int to) {
      for (int i = from; i < to; i++) {
        if (" -./()".indexOf(view.at(i)) < 0) {
          return true;
        }
      }
      return false;
    }

    /** Three, three and four digits, with one sign between them and nothing that goes on. */
    private boolean northAmerican() {
      int area = count == 4 && lengthOf(0) == 1 && view.at(starts[0]) == '1' ? 1 : 0;
      return count - area == 3
          && lengthOf(area) == 3
          && lengthOf(area + 1) == 3
          && lengthOf(area + 2) == 4
          && view.at(starts[area]) >= '2'
          && alike(area + 1);
    }

    private boolean dialled() {
      return count >= 3
          && view.at(starts[0]) == '0'
          && view.at(starts[0] + 1) != '0'
          && lengthOf(0) >= 2
          && digits >= 10
          && digits <= 12
          && alike(1);
    }

    private int lengthOf(int group) {
      return ends[group] - starts[group];
    }

    private boolean alike(int from) {
      String sign = gap(from);
      boolean same = sign.indexOf('|') < 0 && sign.indexOf('=') < 0;
      for (int group = 1; group < count; group++) {
        same &= gap(group).equals(sign) || sign.startsWith("<");
      }
      return same && !view.wordAt(ends[count - 1]);
    }

    private String gap(int group) {
      return view.text(ends[group - 1], starts[group]);
    }

    private void write() {
      for (int group = 0; group < count; group++) {
        if (group > 0 && strange(ends[group - 1], starts[group])) {
          windows.replace(ends[group - 1], starts[group], '-');
        }
        for (int i = starts[group]; i < ends[group]; i++) {
          if (!view.digitAt(i)) {
            windows.replace(i, i + 1, '0' + Homoglyphs.digit(view.at(i)));
          }
        }
      }
    }
  }
}
