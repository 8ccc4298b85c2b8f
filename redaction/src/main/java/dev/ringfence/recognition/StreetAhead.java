package dev.ringfence.recognition;

import java.util.Set;

/**
 * The name of a street behind its number: {@code 12 Elm Street}, {@code 12 bis, rue de la Paix}.
 * Reused from number to number while a view is scanned.
 */
final class StreetAhead {
  private static final Set<String> ORDINALS = WordList.set("st nd rd th");
  private static final int MOST_WORDS = 5;
  private static final int MOST_FRENCH_WORDS = 8;

  private final View view;
  private int end;
  private boolean small;
  private boolean ending;

  StreetAhead(View view) {
    this.view = view;
  }

  int end() {
    return end;
  }

  /** Whether the name is written in small letters. */
  boolean small() {
    return small;
  }

  /** Whether an address may end behind it, though its kind means much else. */
  boolean ending() {
    return ending;
  }

  /** How much the words behind a number look like the name of a street. */
  StreetForm read(int numberEnd) {
    small = false;
    ending = false;
    int i = Runs.over(view, numberEnd, ",", 1);
    int word = Runs.over(view, i, " ", 2);
    if (word == i || !(view.letterAt(word) || view.digitAt(word))) {
      return StreetForm.NONE;
    }
    StreetForm french = french(word);
    if (french != StreetForm.NONE || i > numberEnd) {
      return french;
    }
    StreetForm english = english(word);
    return english == StreetForm.NONE ? name(word) : english;
  }

  private StreetForm english(int from) {
    int i = from;
    for (int words = 0; words < MOST_WORDS; words++) {
      int to = nameEnd(i);
      if (to == i) {
        return StreetForm.NONE;
      }
      int kinds = StreetVocabulary.kinds(view, i, to);
      boolean capital = Character.isUpperCase(view.codePointAt(i)) || view.digitAt(i);
      boolean direction = (kinds & StreetVocabulary.DIRECTIONS) != 0;
      StreetForm form = words == 0 ? StreetForm.NONE : kind(kinds);
      if (form != StreetForm.NONE && !kindFollows(to)) {
        small = !capital;
        ending = (kinds & StreetVocabulary.ENDING) != 0;
        end = pastDirection(view.at(to) == '.' && to - i <= 5 ? to + 1 : to);
        return small && to - i < 4 ? StreetForm.NONE : form;
      }
      boolean unfit = (kinds & StreetVocabulary.NOT_A_NAME) != 0 && !direction;
      boolean tooMany = !capital && words > 1;
      if (unfit || tooMany) {
        return StreetForm.NONE;
      }
      int dot = to - i <= 4 ? Runs.over(view, to, ".", 1) : to;
      int next = Runs.over(view, dot, " ", 1);
      if (next == dot) {
        return StreetForm.NONE;
      }
      if (words == 0 && to - i == 6 && view.wordStandsAt(i, "avenue")) {
        return avenueOf(next, to);
      }
      i = next;
    }
    return StreetForm.NONE;
  }

  /** {@code 12 Broadway,}: a few capitals up to a comma. */
  private StreetForm name(int from) {
    int i = from;
    for (int words = 0; words < MOST_WORDS && view.letterAt(i); words++) {
      int to = nameEnd(i);
      if (!Character.isUpperCase(view.codePointAt(i))) {
        return StreetForm.NONE;
      }
      if (view.at(to) == ',' || view.at(to) == '\n') {
        end = to;
        return StreetForm.NAME;
      }
      i = Runs.over(view, to, " ", 1);
      if (i == to) {
        return StreetForm.NONE;
      }
    }
    return StreetForm.NONE;
  }

  /** {@code 5 Avenue of the Americas}. */
  private StreetForm avenueOf(int from, int avenue) {
    if (!view.wordStandsAt(from, "of ") || avenue == from) {
      return StreetForm.NONE;
    }
    int i = view.wordStandsAt(from + 3, "the ") ? from + 7 : from + 3;
    end = nameEnd(i);
    return end > i && Character.isUpperCase(view.codePointAt(i))
        ? StreetForm.STREET
        : StreetForm.NONE;
  }

  private static StreetForm kind(int kinds) {
    return (kinds & StreetVocabulary.ENGLISH) != 0
        ? StreetForm.STREET
        : (kinds & StreetVocabulary.ENGLISH_TOO) != 0 ? StreetForm.MAYBE : StreetForm.NONE;
  }

  /** Whether the next word is a kind of street too, so that this one belongs to the name. */
  private boolean kindFollows(int to) {
    int dot = Runs.over(view, to, ".", 1);
    int next = Runs.over(view, dot, " ", 1);
    int end = Runs.wordEnd(view, next);
    return next > dot
        && end > next
        && Character.isUpperCase(view.codePointAt(next))
        && kind(StreetVocabulary.kinds(view, next, end)) != StreetForm.NONE;
  }

  private int pastDirection(int from) {
    int i = Runs.over(view, from, " ", 1);
    int to = Runs.wordEnd(view, i);
    boolean direction =
        i > from
            && to > i
            && Character.isUpperCase(view.codePointAt(i))
            && StreetVocabulary.has(view, i, to, StreetVocabulary.DIRECTIONS);
    return direction ? to : from;
  }

  private StreetForm french(int from) {
    int type = Runs.wordEnd(view, from);
    if (type - from < 2) {
      return StreetForm.NONE;
    }
    int kinds = StreetVocabulary.kinds(view, from, type);
    boolean surely = (kinds & StreetVocabulary.PREFIXES) != 0;
    if (!surely && (kinds & StreetVocabulary.PREFIXES_TOO) == 0) {
      return StreetForm.NONE;
    }
    int name = nameOfPrefix(type);
    if (name < 0) {
      return StreetForm.NONE;
    }
    end = name;
    small &= !surely;
    return surely ? StreetForm.STREET : StreetForm.MAYBE;
  }

  /** Where the name ends that follows a kind of street; -1 where none does. */
  private int nameOfPrefix(int type) {
    int i = Runs.over(view, Runs.over(view, type, ".", 1), " ", 1);
    int found = -1;
    boolean particle = false;
    int smalls = 0;
    int capitals = 0;
    for (int words = 0; words < MOST_FRENCH_WORDS && view.wordAt(i); words++) {
      int to = nameEnd(i);
      int kinds = StreetVocabulary.kinds(view, i, Runs.wordEnd(view, i));
      boolean joins = (kinds & StreetVocabulary.PARTICLES) != 0;
      boolean capital = Character.isUpperCase(view.codePointAt(i)) || apostrophe(i);
      if (joins && !capital) {
        particle = found < 0 || smalls == 0;
      } else if (capital) {
        found = to;
        capitals++;
      } else if (particle && smalls == 0 && (kinds & StreetVocabulary.GOING_ON) == 0) {
        found = to;
        smalls++;
      } else {
        break;
      }
      int next = Runs.over(view, to, " ", 1);
      if (next == to) {
        break;
      }
      i = next;
    }
    small = capitals == 0;
    return found;
  }

  /** Whether a word begins with an article that is cut short: {@code l'Opera}. */
  private boolean apostrophe(int from) {
    return view.at(from + 1) == '\'' && Character.isUpperCase(view.codePointAt(from + 2));
  }

  /** Behind letters that hyphens and apostrophes join, or an ordinal number. */
  private int nameEnd(int from) {
    int i = from;
    if (view.digitAt(i)) {
      int digits = Runs.digits(view, i, 3);
      int to = Runs.wordEnd(view, i + digits);
      boolean ordinal =
          digits <= 3 && ORDINALS.contains(MonthNames.plain(view.text(i + digits, to)));
      return ordinal ? to : from;
    }
    i = Runs.wordEnd(view, i);
    for (int part = 0; part < 4 && i > from; part++) {
      char c = view.at(i);
      if ((c != '-' && c != '\'' && c != '\u2019') || !view.letterAt(i + 1)) {
        break;
      }
      i = Runs.wordEnd(view, i + 1);
    }
    return i;
  }
}
