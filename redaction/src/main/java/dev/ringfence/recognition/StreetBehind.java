package dev.ringfence.recognition;

import java.util.List;
import java.util.Set;

/**
 * The name of a street before its number: {@code Musterstraße 12}, {@code Calle Mayor, 5}, {@code
 * Am Markt 5}. Reused from number to number while a view is scanned.
 */
final class StreetBehind {
  private static final Set<String> NUMBER_SIGNS =
      WordList.set("n no nr num numero d dom house haus hus \u0434 \u0434\u043e\u043c");
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
    return !upper(last) && StreetVocabulary.GOING_ON.contains(lower(last, to));
  }

  /** Before a space, a comma and a sign for numbers; -1 where the number is not apart. */
  private int pastSign(int number) {
    int i = Runs.backOver(view, number, " ", 2);
    if (i == number && view.at(i - 1) != '.' && view.at(i - 1) != ',') {
      return -1;
    }
    int dot = Runs.backOver(view, i, ".:\u00B0#", 2);
    int word = Runs.wordStart(view, dot);
    boolean sign = dot - word >= 1 && dot - word <= 6 && NUMBER_SIGNS.contains(lower(word, dot));
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
    String word = lower(from, to);
    boolean capital = upper(from);
    if (StreetVocabulary.BEHIND_NAME.contains(word)) {
      int name = nameBefore(from);
      if (name < from) {
        start = name;
        boolean adjective = lower(name, from).strip().endsWith("er");
        boolean shared = StreetVocabulary.SHARED.contains(word) && !(capital && adjective);
        return shared ? StreetForm.MAYBE : StreetForm.STREET;
      }
    }
    boolean shortened = word.endsWith("str") && !capital;
    if (ends(word, StreetVocabulary.ENDINGS, 3)
        && (!shortened || (view.at(to) == '.' && view.at(to + 1) == ' '))) {
      return StreetForm.STREET;
    }
    boolean weak = capital && ends(word, StreetVocabulary.ENDINGS_TOO, 3);
    if (weak && !StreetVocabulary.NO_STREETS.contains(word)) {
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
      if (StreetVocabulary.GERMAN_PLACES.contains(lower(word, end)) && upper(word)) {
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
      boolean article = word < to && StreetVocabulary.PARTICLES.contains(lower(word, to));
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
      String word = lower(i, end);
      boolean capital = upper(i);
      boolean slash = view.at(end) == '/' && (view.at(end + 1) == ' ' || upper(end + 1));
      if (named && (StreetVocabulary.PREFIXES.contains(word) || (slash && word.equals("c")))) {
        start = i;
        return StreetForm.STREET;
      }
      if (named && StreetVocabulary.PREFIXES_TOO.contains(word) && (capital || end - i > 1)) {
        start = i;
        boolean italian = word.equals("via") && capital && vowel(to);
        return italian ? StreetForm.STREET : StreetForm.MAYBE;
      }
      boolean particle = StreetVocabulary.PARTICLES.contains(word);
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
    if (!upper(from) || StreetVocabulary.NUMBERED.contains(lower(from, to)) || to - from < 3) {
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
