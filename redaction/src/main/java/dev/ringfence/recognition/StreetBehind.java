package dev.ringfence.recognition;

import java.util.List;

/**
 * The name of a street before its number: {@code Musterstraße 12}, {@code Calle Mayor, 5}, {@code
 * Am Markt 5}. Reused from number to number while a view is scanned.
 */
final class StreetBehind {
  private static final int MOST_WORDS = 7;

  private final View view;
  private int start;

  StreetBehind(View view) {
    this.view = view;
  }

  int start() {
    return start;
  }

  /** How much the words before a number look like the name of a street. */
  StreetForm read(int number) {
    int to = pastSign(number);
    int last = nameStart(to);
    if (to < 0 || last == to) {
      return StreetForm.NONE;
    }
    if (filling(last, to)) {
      return StreetForm.NONE;
    }
    start = last;
    StreetForm compound = compound(last, to);
    int compounded = start;
    if (compound == StreetForm.STREET) {
      return compound;
    }
    StreetForm prefixed = prefixed(last, to);
    if (prefixed != StreetForm.NONE) {
      return prefixed;
    }
    start = compounded;
    return compound == StreetForm.NONE ? plain(last, to) : compound;
  }

  /** Whether the last word before a number is none that a street is called by. */
  private boolean filling(int last, int to) {
    if (to - last < 2) {
      return true;
    }
    return !upper(last) && StreetVocabulary.has(view, last, to, StreetVocabulary.GOING_ON);
  }

  /** Before a space, a comma and a sign for numbers; -1 where the number is not apart. */
  private int pastSign(int number) {
    int i = Runs.backOver(view, number, " ", 2);
    if (i == number && view.at(i - 1) != '.' && view.at(i - 1) != ',') {
      return -1;
    }
    int dot = Runs.backOver(view, i, ".:\u00B0#", 2);
    int word = Runs.wordStart(view, dot);
    boolean sign = StreetVocabulary.has(view, word, dot, StreetVocabulary.NUMBER_SIGNS);
    if (sign) {
      i = Runs.backOver(view, word, " ", 2);
      i = view.at(i - 1) == '.' && view.at(i - 2) == 'n' ? i - 2 : i;
      i = Runs.backOver(view, i, " ", 2);
    }
    i = Runs.backOver(view, i, ",", 1);
    i = Runs.backOver(view, i, " ", 1);
    return view.at(i - 1) == '.' ? i - 1 : i;
  }

  /** {@code Hauptstraße}, {@code Berliner Straße}, {@code Atatürk Caddesi}. */
  private StreetForm compound(int from, int to) {
    int kinds = StreetVocabulary.kinds(view, from, to);
    boolean capital = upper(from);
    if ((kinds & StreetVocabulary.BEHIND_NAME) != 0) {
      int name = nameBefore(from);
      if (name < from) {
        start = name;
        boolean adjective = lower(name, from).strip().endsWith("er");
        boolean shared = (kinds & StreetVocabulary.SHARED) != 0 && !(capital && adjective);
        return shared ? StreetForm.MAYBE : StreetForm.STREET;
      }
    }
    if (!StreetVocabulary.endsLikeStreet(view, to)) {
      return StreetForm.NONE;
    }
    String word = lower(from, to);
    boolean shortened = word.endsWith("str") && !capital;
    if (ends(word, StreetVocabulary.ENDINGS, 3)
        && (!shortened || (view.at(to) == '.' && view.at(to + 1) == ' '))) {
      return StreetForm.STREET;
    }
    boolean weak = capital && ends(word, StreetVocabulary.ENDINGS_TOO, 3);
    if (weak && (kinds & StreetVocabulary.NO_STREETS) == 0) {
      return germanPlace(from, to) ? StreetForm.STREET : StreetForm.MAYBE;
    }
    return capital && germanPlace(from, to) ? StreetForm.STREET : StreetForm.NONE;
  }

  private static boolean ends(String word, List<String> endings, int least) {
    for (String ending : endings) {
      if (ending.charAt(ending.length() - 1) != word.charAt(word.length() - 1)) {
        continue;
      }
      boolean abbreviated = ending.equals("str");
      if (word.length() >= ending.length() + (abbreviated ? 4 : least) && word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** {@code Am Markt}, {@code An der alten Mühle}: a preposition and a mark in the land. */
  private boolean germanPlace(int from, int to) {
    String landmark = lower(from, to);
    if (!StreetVocabulary.LANDMARKS.contains(landmark)
        && !ends(landmark, StreetVocabulary.LANDMARKS, 2)) {
      return false;
    }
    int i = from;
    for (int words = 0; words < 3; words++) {
      int end = Runs.backOver(view, i, " ", 1);
      int word = nameStart(end);
      if (end == i || word == end) {
        return false;
      }
      if (StreetVocabulary.has(view, word, end, StreetVocabulary.GERMAN_PLACES) && upper(word)) {
        start = word;
        return true;
      }
      i = word;
    }
    return false;
  }

  /** Where the capitals begin that stand before a kind of street. */
  private int nameBefore(int kind) {
    int found = kind;
    int i = kind;
    for (int words = 0; words < 3; words++) {
      int to = Runs.backOver(view, i, " ", 1);
      int word = nameStart(to);
      boolean article =
          word < to && StreetVocabulary.has(view, word, to, StreetVocabulary.PARTICLES);
      if (to == i || word == to || !upper(word) || article) {
        break;
      }
      found = word;
      i = word;
    }
    return found;
  }

  /** A kind of street some words before, and a name between it and the number. */
  private StreetForm prefixed(int last, int to) {
    boolean named = false;
    int i = last;
    int end = to;
    for (int words = 0; words < MOST_WORDS; words++) {
      int kinds = StreetVocabulary.kinds(view, i, end);
      boolean capital = upper(i);
      boolean slash = view.at(end) == '/' && (view.at(end + 1) == ' ' || upper(end + 1));
      if (named && ((kinds & StreetVocabulary.PREFIXES) != 0 || (slash && one(i, end, 'c')))) {
        start = i;
        return StreetForm.STREET;
      }
      if (named && (kinds & StreetVocabulary.PREFIXES_TOO) != 0 && (capital || end - i > 1)) {
        start = i;
        boolean italian = view.wordStandsAt(i, "via") && end - i == 3 && capital && vowel(to);
        return italian ? StreetForm.STREET : StreetForm.MAYBE;
      }
      boolean particle = (kinds & StreetVocabulary.PARTICLES) != 0;
      if (!particle && !capital && named && words > 1) {
        return StreetForm.NONE;
      }
      named |= !particle && end - i > 1;
      int before = Runs.backOver(view, i, " ", 1);
      before = view.at(before - 1) == '/' ? before - 1 : before;
      before = view.at(before - 1) == '.' ? before - 1 : before;
      before = particle || capital ? pastDay(before) : before;
      int next = nameStart(before);
      if (before == i || next == before) {
        return StreetForm.NONE;
      }
      i = next;
      end = before;
    }
    return StreetForm.NONE;
  }

  private boolean one(int from, int to, char letter) {
    return to - from == 1 && View.lower(view.at(from)) == letter;
  }

  /** Before the day that a street is named for: {@code Straße des 17. Juni}. */
  private int pastDay(int to) {
    int i = to;
    while (to - i <= 4 && view.digitAt(i - 1)) {
      i--;
    }
    return i < to && view.at(i - 1) == ' ' ? i - 1 : to;
  }

  private boolean vowel(int to) {
    return "aeio\u00EC\u00F2\u00E0\u00E8".indexOf(view.at(to - 1)) >= 0;
  }

  /** Capitals that a street could be called. */
  private StreetForm plain(int from, int to) {
    if (!upper(from)
        || StreetVocabulary.has(view, from, to, StreetVocabulary.NUMBERED)
        || to - from < 3) {
      return StreetForm.NONE;
    }
    int name = nameBefore(from);
    start = name;
    return StreetForm.NAME;
  }

  private int nameStart(int to) {
    int i = Runs.wordStart(view, to);
    for (int part = 0; part < 4 && i < to; part++) {
      char c = view.at(i - 1);
      if ((c != '-' && c != '\'' && c != '\u2019') || !view.letterAt(i - 2)) {
        break;
      }
      i = Runs.wordStart(view, i - 1);
    }
    return i;
  }

  private boolean upper(int index) {
    return Character.isUpperCase(view.codePointAt(index));
  }

  private String lower(int from, int to) {
    return MonthNames.plain(view.text(from, to));
  }
}
