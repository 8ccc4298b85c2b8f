package dev.ringfence.recognition;

/** The grammar of what follows the sign in an e-mail address: a name with a dot, or an address. */
final class Domain {
  private static final int LONGEST_LITERAL = 64;

  private Domain() {}

  /** Where the domain that begins at an index ends, or -1 where none begins. */
  static int end(View view, int start) {
    return view.at(start) == '[' ? literalEnd(view, start) : nameEnd(view, start);
  }

  /** An IP literal in brackets. */
  private static int literalEnd(View view, int start) {
    boolean address = false;
    for (int i = start + 1; i - start < LONGEST_LITERAL; i++) {
      char c = view.at(i);
      if (c == ']') {
        return address ? i + 1 : -1;
      }
      address |= c == '.' || c == ':';
      if (!view.wordAt(i) && c != '.' && c != ':' && c != '-') {
        return -1;
      }
    }
    return -1;
  }

  private static int nameEnd(View view, int start) {
    int end = -1;
    int labels = 0;
    boolean numeric = true;
    int label = start;
    int i = start;
    while (true) {
      while (labelPart(view, i)) {
        i++;
      }
      int labelEnd = i;
      while (labelEnd > label && view.at(labelEnd - 1) == '-') {
        labelEnd--;
      }
      if (labelEnd == label || view.at(label) == '-') {
        return end;
      }
      labels++;
      boolean digits = digits(view, label, labelEnd);
      numeric &= digits;
      if (labels > 1 && topLevel(view, label, labelEnd)) {
        end = labelEnd;
      } else if (labels == 4 && numeric) {
        end = labelEnd;
      }
      if (view.at(i) != '.' || labelEnd != i) {
        return end;
      }
      i++;
      label = i;
    }
  }

  /** What can be the last label of a name: it begins with two letters of any script. */
  private static boolean topLevel(View view, int start, int end) {
    char second = view.at(start + 1);
    return end - start >= 2 && view.letterAt(start) && (view.letterAt(start + 1) || second >= 0x80);
  }

  private static boolean digits(View view, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!view.digitAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean labelPart(View view, int index) {
    char c = view.at(index);
    return view.wordAt(index)
        || c == '-'
        || c == '_'
        || (c >= 0x80
            && (Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK));
  }
}
