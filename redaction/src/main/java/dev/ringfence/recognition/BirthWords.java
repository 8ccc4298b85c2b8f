package dev.ringfence.recognition;

/** The words around a date that say, or do not say, that somebody was born on it. */
final class BirthWords {
  private static final View NOTHING = new View("");

  private static final Vocabulary FIELDS =
      new Vocabulary(BirthVocabulary.NOUNS).and(new Vocabulary(BirthVocabulary.BORN));

  private static final int REACH = 96;
  private static final int WORDS = 12;
  private static final int CAPITALS = 4;

  private BirthWords() {}

  /** Whether the name of a field says that it holds such a date. */
  static boolean field(Context context) {
    return Beside.says(NOTHING, context, 0, 0, FIELDS);
  }

  /** Whether a word alone is a noun for such a date. */
  static boolean noun(String word) {
    return BirthVocabulary.NOUNS.contains(MonthNames.plain(word)) || ideographs(word);
  }

  /**
   * How sure the words make it that somebody was born on a date.
   *
   * @param directly whether anything but such a word directly before it is of no use
   */
  static Verdict around(View view, int start, int end, boolean directly) {
    Verdict before = before(view, start, directly);
    return before == Verdict.SILENT && !directly && behind(view, end) ? Verdict.SAID : before;
  }

  enum Verdict {
    /** Directly, with nothing between that could have a date of its own. */
    DIRECTLY,
    SAID,
    /** Such a word stands there, and others that are strange to it. */
    MENTIONED,
    SILENT
  }

  private static Verdict before(View view, int start, boolean directly) {
    int floor = Math.max(0, start - REACH);
    int i = start;
    int capitals = 0;
    int lines = 0;
    boolean strange = false;
    for (int seen = 0; seen < WORDS && i > floor; seen++) {
      int to = i;
      while (to > floor && !view.letterAt(to - 1)) {
        char c = view.at(to - 1);
        lines += c == '\n' ? 1 : 0;
        if (view.digitAt(to - 1) || c == '!' || c == View.NONE || c == '\f' || lines > 2) {
          return Verdict.SILENT;
        }
        to--;
      }
      int from = wordStart(view, to, floor);
      if (from == to) {
        return Verdict.SILENT;
      }
      boolean stop = view.at(to) == '.' && to - from > 5;
      String word = MonthNames.plain(view.text(from, to));
      if (stop || BirthVocabulary.THINGS.contains(word)) {
        return Verdict.SILENT;
      }
      if (announces(view, from, to, start, word)) {
        boolean thing = BirthVocabulary.BORN.contains(word) && bornThing(view, from, floor);
        return thing
            ? Verdict.SILENT
            : strange ? Verdict.MENTIONED : capitals > 0 ? Verdict.SAID : Verdict.DIRECTLY;
      }
      boolean joining = BirthVocabulary.JOINING.contains(word) || to - from == 1;
      if (!joining && !BirthVocabulary.PLACES.contains(word)) {
        boolean capital = Character.isUpperCase(view.codePointAt(from));
        capitals++;
        if (directly) {
          return Verdict.SILENT;
        }
        strange |= !capital || capitals > CAPITALS;
      }
      i = from;
    }
    return Verdict.SILENT;
  }

  private static boolean announces(View view, int from, int to, int start, String word) {
    return switch (word) {
      case "nato", "nata" -> Character.isLowerCase(view.at(to - 1));
      // An accent is left out where no other word can be meant.
      case "ne", "nee" ->
          view.at(to - 1) == '\u00E9' || view.at(from + 1) == '\u00E9' || beside(view, to, start);
      case "b" ->
          view.wordStandsAt(from - 4, "d.o.")
              || (view.at(to) == '.' && (view.at(from - 1) == '(' || view.at(from - 2) == ','));
      case "birth" -> !clock(view, start) || view.letterAt(from - 2) || view.letterAt(from - 1);
      case "род", "geb", "ur", "nac", "nasc", "synt", "szul" -> to == start || !view.letterAt(to);
      default ->
          BirthVocabulary.NOUNS.contains(word)
              || BirthVocabulary.BORN.contains(word)
              || ideographs(view.text(from, to));
    };
  }

  /** Whether nothing but <i>le</i> stands between a word and a date. */
  private static boolean beside(View view, int to, int start) {
    return start - to <= 7
        && view.text(to, start).replace("(e)", "").strip().equalsIgnoreCase("le");
  }

  /** Whether the time of a day follows a date: the birth of a file is told to the second. */
  private static boolean clock(View view, int start) {
    for (int i = start; i < start + 14; i++) {
      if (view.at(i) == ':' && view.digitAt(i - 1) && view.digitAt(i + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the subject of a participle is no person. */
  private static boolean bornThing(View view, int participle, int floor) {
    int i = participle;
    for (int seen = 0; seen < 4 && i > floor; seen++) {
      int to = i;
      while (to > floor && !view.letterAt(to - 1) && view.at(to - 1) != '\n') {
        to--;
      }
      int from = wordStart(view, to, floor);
      if (from == to) {
        return false;
      }
      if (BirthVocabulary.THINGS.contains(MonthNames.plain(view.text(from, to)))) {
        return true;
      }
      i = from;
    }
    return false;
  }

  /**
   * Whether a date is followed by what says that it is one: {@code (dob)}, {@code is my birthday}.
   */
  private static boolean behind(View view, int end) {
    int i = end;
    boolean copula = false;
    boolean open = false;
    int capitals = 0;
    for (int seen = 0; seen < WORDS / 2; seen++) {
      while (i < end + REACH && !view.letterAt(i)) {
        char c = view.at(i);
        open |= c == '(';
        if (view.digitAt(i) || c == View.NONE || c == '\n' || ";:!?|\"".indexOf(c) >= 0) {
          return false;
        }
        i++;
      }
      int to = i;
      while (to < end + REACH && view.letterAt(to)) {
        to++;
      }
      if (to == i) {
        return false;
      }
      String text = view.text(i, to);
      String word = MonthNames.plain(text);
      boolean said = BirthVocabulary.NOUNS.contains(word) || BirthVocabulary.BORN.contains(word);
      if (BirthVocabulary.BORN_BEHIND.contains(word)
          || ((copula || open) && said)
          || ideographs(text)) {
        return true;
      }
      boolean joining =
          BirthVocabulary.JOINING.contains(word) || BirthVocabulary.COPULAS.contains(word);
      capitals += joining ? 0 : 1;
      if (BirthVocabulary.THINGS.contains(word)
          || capitals > CAPITALS / 2
          || !(joining || Character.isUpperCase(text.charAt(0)))) {
        return false;
      }
      copula |= BirthVocabulary.COPULAS.contains(word);
      i = to;
    }
    return false;
  }

  private static boolean ideographs(String word) {
    if (word.charAt(0) < 0x2E80) {
      return false;
    }
    for (String ideograph : BirthVocabulary.IDEOGRAPHS) {
      if (word.contains(ideograph)) {
        return true;
      }
    }
    return false;
  }

  /** Where a word begins that ends before an index; a capital behind a small letter begins one. */
  private static int wordStart(View view, int to, int floor) {
    int from = to;
    while (from > floor && view.letterAt(from - 1)) {
      from--;
      boolean hump =
          Character.isUpperCase(view.at(from)) && Character.isLowerCase(view.at(from - 1));
      if (hump) {
        break;
      }
    }
    return from;
  }
}
