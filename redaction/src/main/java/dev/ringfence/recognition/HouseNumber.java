package dev.ringfence.recognition;

/**
 * An address as it is read from one of its numbers. Reused from number to number while a view is
 * scanned; each reading looks at a bounded number of characters.
 */
final class HouseNumber {
  private static final int MOST_DIGITS = 5;

  private final View view;
  private final boolean field;
  private final StreetAhead ahead;
  private final StreetBehind behind;
  private final AddressTail tail;
  private int start;
  private int end;
  private Certainty certainty = Certainty.POSSIBLE;
  private String why = "";

  HouseNumber(View view, Context context) {
    this.view = view;
    this.field = context.value() && AddressFields.named(context);
    ahead = new StreetAhead(view);
    behind = new StreetBehind(view);
    tail = new AddressTail(view);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  Certainty certainty() {
    return certainty;
  }

  String why() {
    return why;
  }

  /**
   * Whether an address has its number at an index.
   *
   * @param floor where the address before it ends
   */
  boolean read(int at, int floor) {
    if (!begins(at)) {
      return false;
    }
    if (box(at, floor)) {
      return true;
    }
    int digits = Runs.digits(view, at, MOST_DIGITS);
    int numberEnd = digits > MOST_DIGITS ? -1 : numberEnd(at, digits);
    if (numberEnd < 0) {
      return false;
    }
    return numberFirst(at, numberEnd) || streetFirst(at, numberEnd, floor);
  }

  private boolean begins(int at) {
    return switch (view.at(at - 1)) {
      case '.', '/', '-', ':', ',' ->
          !view.digitAt(at - 2) && !(view.at(at - 1) == '/' || view.at(at - 1) == '-');
      case '_', '$', '+', '=', '\\', '%', '@', '\u20AC', '\u00A3' ->
          view.at(at - 1) == '=' || view.at(at - 1) == '\\';
      default -> !view.wordAt(at - 1);
    };
  }

  /** Behind a letter, a second number or a word that belong to the number; -1 if it is another. */
  private int numberEnd(int at, int digits) {
    int i = at + digits;
    char c = view.at(i);
    if ((c == '-' || c == '/') && view.digitAt(i + 1)) {
      int more = Runs.digits(view, i + 1, 4);
      i += more > 4 ? 0 : 1 + more;
      c = view.at(i);
      if (more > 4 || c == '-' || c == '/' || (c == '.' && view.digitAt(i + 1))) {
        return -1;
      }
    }
    boolean slash = c == '/' && view.letterAt(i + 1) && !view.wordAt(i + 2);
    if (slash || (view.letterAt(i) && !view.wordAt(i + 1))) {
      return slash ? i + 2 : i + 1;
    }
    int space = Runs.over(view, i, " ", 1);
    int word = Runs.wordEnd(view, space);
    if (word > space && StreetVocabulary.has(view, space, word, StreetVocabulary.SECOND)) {
      return word;
    }
    boolean decimal = (c == '.' || c == ',') && view.digitAt(i + 1);
    boolean glued = view.wordAt(i) || c == '%' || c == '\u20AC' || c == '_' || c == '=' || c == '(';
    return decimal || glued || c == ':' ? -1 : i;
  }

  private boolean numberFirst(int at, int numberEnd) {
    StreetForm form = ahead.read(numberEnd);
    if (form == StreetForm.NONE || numbered(at)) {
      return false;
    }
    start = at;
    tail.read(ahead.end());
    end = tail.end();
    if (form == StreetForm.NAME && !tail.unmistakable()) {
      return false;
    }
    boolean said = field || residence(at);
    boolean year = numberEnd - at == 4 && year(Runs.number(view, at, 4));
    boolean goesOn = goesOn(ahead.end());
    boolean enough =
        tail.speaks()
            || said
            || (form == StreetForm.STREET && !ahead.small() && !year && goesOn)
            || (form == StreetForm.STREET && ahead.small() && wordBefore(at).equals("at") && goesOn)
            || (form == StreetForm.MAYBE
                && !ahead.small()
                && !year
                && (ahead.ending() ? closes(ahead.end()) : wholeLine()));
    return report(enough, "a house number and a street", at);
  }

  private boolean streetFirst(int at, int numberEnd, int floor) {
    StreetForm form = behind.read(at);
    if (form == StreetForm.NONE || behind.start() < floor) {
      return false;
    }
    start = behind.start();
    int to = suffix(numberEnd);
    tail.read(to);
    end = Math.max(tail.end(), to);
    boolean said = field || residence(start);
    boolean enough =
        switch (form) {
          case STREET -> tail.speaks() || said || goesOn(to);
          case MAYBE -> tail.speaks() || said;
          case NAME ->
              tail.postcode() && view.at(to) != ' ' && !numbered(start) && (said || wholeLine());
          case NONE -> false;
        };
    boolean name = form == StreetForm.NAME;
    return (enough || !name) && report(enough, "a street and a house number", start);
  }

  /** Behind a letter that a space parts from the number: {@code 12 a}. */
  private int suffix(int numberEnd) {
    boolean letter =
        view.at(numberEnd) == ' '
            && view.at(numberEnd + 1) >= 'a'
            && view.at(numberEnd + 1) <= 'h'
            && !view.wordAt(numberEnd + 2);
    boolean french = view.at(numberEnd + 1) == 'a' && view.at(numberEnd + 2) == ' ';
    return letter && !french ? numberEnd + 2 : numberEnd;
  }

  private boolean report(boolean enough, String reason, int from) {
    start = unitBefore(from);
    certainty = enough ? Certainty.LIKELY : Certainty.POSSIBLE;
    why = reason;
    return true;
  }

  /** {@code PO Box 1234}, {@code Postfach 12 34 56}. */
  private boolean box(int at, int floor) {
    int to = Runs.backOver(view, at, " .:#", 3);
    int from = Runs.wordStart(view, to);
    if (to == at
        || from == to
        || from < floor
        || !StreetVocabulary.has(view, from, to, StreetVocabulary.BOX)) {
      return false;
    }
    int begin = boxStart(from, lower(from, to));
    if (begin < 0) {
      return false;
    }
    int i = at;
    for (int group = 0; group < 3; group++) {
      i += Runs.digits(view, i, 6);
      boolean more = view.at(i) == ' ' && view.digitAt(i + 1) && Runs.digits(view, i + 1, 3) <= 3;
      if (!more) {
        break;
      }
      i++;
    }
    if (view.wordAt(i)) {
      return false;
    }
    tail.read(i);
    start = begin;
    end = Math.max(i, tail.end());
    certainty = Certainty.LIKELY;
    why = "a box of a post office";
    return true;
  }

  private int boxStart(int from, String word) {
    return switch (word) {
      case "postfach", "postbus", "postboks", "apdo", "poczt" -> from;
      case "box" -> {
        int to = Runs.backOver(view, from, " .", 2);
        for (String before : new String[] {"p.o", "po", "p o", "post office", "gpo", "p.o."}) {
          int start = to - before.length();
          if (start >= 0 && view.wordStandsAt(start, before) && !view.wordAt(start - 1)) {
            yield start;
          }
        }
        yield -1;
      }
      case "apartado", "postal", "postale", "correos", "bag", "pocztowa" -> {
        int to = Runs.backOver(view, from, " ", 1);
        for (String before :
            new String[] {
              "caixa", "casella", "apartado de", "private", "locked", "boite", "skrytka", "apartado"
            }) {
          int start = to - before.length();
          if (start >= 0 && view.wordStandsAt(start, before) && !view.wordAt(start - 1)) {
            yield start;
          }
        }
        yield word.equals("apartado") ? from : -1;
      }
      default -> -1;
    };
  }

  /** {@code Flat 3, } and its like before an address. */
  private int unitBefore(int from) {
    int i = Runs.backOver(view, from, " ", 1);
    i = Runs.backOver(view, i, ",/", 1);
    int code = i;
    while (from - code <= 8 && view.wordAt(code - 1)) {
      code--;
    }
    if (code == i || i == from) {
      return from;
    }
    boolean number = view.digitAt(code) || view.digitAt(i - 1) || i - code == 1;
    int to = Runs.backOver(view, code, " #", 2);
    int word = Runs.wordStart(view, to);
    return number
            && to < code
            && to - word > 1
            && StreetVocabulary.has(view, word, to, StreetVocabulary.UNITS)
        ? word
        : from;
  }

  /** Whether nothing but a mark stands behind an index, or the text goes on with a small word. */
  private boolean goesOn(int index) {
    if (closes(index)) {
      return true;
    }
    int i = Runs.over(view, index, " ", 2);
    int to = Runs.wordEnd(view, i);
    return i > index
        && (to == i
            ? !view.digitAt(i) && "%:=(".indexOf(view.at(i)) < 0
            : StreetVocabulary.has(view, i, to, StreetVocabulary.GOING_ON));
  }

  private boolean closes(int index) {
    char c = view.at(index);
    return c == View.NONE || (".,;\n\r)]}\"'<|!?\\".indexOf(c) >= 0 && !view.digitAt(index + 1));
  }

  static boolean year(int number) {
    return number >= 1900 && number < 2100;
  }

  /** Whether nothing else stands on the lines of an address. */
  private boolean wholeLine() {
    char before = view.at(start - 1);
    char after = view.at(end);
    return (before == '\n' || before == View.NONE) && (after == '\n' || after == View.NONE);
  }

  /** Whether the word before an index has numbers behind it: a chapter, a figure. */
  private boolean numbered(int index) {
    int to = Runs.backOver(view, index, " .", 2);
    return StreetVocabulary.has(view, Runs.wordStart(view, to), to, StreetVocabulary.NUMBERED);
  }

  private String wordBefore(int index) {
    int to = Runs.backOver(view, index, " .", 2);
    int from = Runs.wordStart(view, to);
    return from < to ? lower(from, to) : "";
  }

  /** Whether words before an index say that somebody lives there. */
  private boolean residence(int index) {
    int i = index;
    for (int words = 0; words < 4; words++) {
      int to = Runs.backOver(view, i, " :,=\"'>\n", 4);
      int from = Runs.wordStart(view, to);
      if (from == to) {
        return false;
      }
      if (StreetVocabulary.has(view, from, to, StreetVocabulary.RESIDENCE)) {
        return true;
      }
      i = from;
    }
    return false;
  }

  private String lower(int from, int to) {
    return MonthNames.plain(view.text(from, to));
  }
}
