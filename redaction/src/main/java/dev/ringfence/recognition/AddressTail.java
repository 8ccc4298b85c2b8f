package dev.ringfence.recognition;

import java.util.Set;

/**
 * What goes on behind a street and its number: a floor or flat, a postcode, a city, a state. Reused
 * from street to street while a view is scanned.
 */
final class AddressTail {
  private static final Set<String> IN = WordList.set("in a en em w");
  private static final Set<String> ORDINALS = WordList.set("st nd rd th o a er e eme");
  private static final int PARTS = 8;
  private static final int MOST_CITY_WORDS = 4;

  private final View view;
  private int end;
  private boolean unit;
  private boolean postcode;
  private boolean unmistakable;

  /** Whether the postcode that was read last could be a year. */
  private boolean year;

  AddressTail(View view) {
    this.view = view;
  }

  int end() {
    return end;
  }

  /** Whether a flat, a floor or a postcode is there: what nothing but an address has. */
  boolean speaks() {
    return unit || postcode;
  }

  boolean postcode() {
    return postcode;
  }

  /** Whether it has a postcode that no other number looks like. */
  boolean unmistakable() {
    return unmistakable;
  }

  /** Reads what goes on at an index. */
  void read(int from) {
    end = from;
    unit = false;
    postcode = false;
    unmistakable = false;
    int i = from;
    boolean city = false;
    int lines = 0;
    for (int part = 0; part < PARTS; part++) {
      int j = part == 0 ? pastIn(pastSeparator(i)) : pastSeparator(i);
      if (j < 0) {
        return;
      }
      boolean line = view.text(i, j).indexOf('\n') >= 0;
      boolean parted = line || view.text(i, j).strip().length() > 0;
      lines += line ? 1 : 0;
      if (lines > 3) {
        return;
      }
      int to = line && !view.digitAt(j) && part > 3 ? -1 : unitEnd(j, parted);
      if (to > 0) {
        unit = true;
        end = to;
        i = to;
        continue;
      }
      to = postcodeEnd(j, city, parted);
      if (to > 0) {
        postcode |= !year;
        end = to;
        i = to;
        city = false;
        continue;
      }
      to = city(j);
      if (to < 0) {
        return;
      }
      city = true;
      if (parted && !line && closes(to)) {
        end = to;
      }
      i = to;
    }
  }

  /** Whether a part of an address ends at an index by more than a space. */
  private boolean closes(int index) {
    char c = view.at(index);
    return c == View.NONE || ".,;\n\r)]}\"'<|!?".indexOf(c) >= 0;
  }

  /** Behind a word that stands between a street and its city: {@code 12 in 10115 Berlin}. */
  private int pastIn(int from) {
    int to = from < 0 ? from : Runs.wordEnd(view, from);
    boolean in = to > from && to - from <= 2 && IN.contains(lower(from, to));
    return in && view.at(to) == ' ' && view.digitAt(to + 1) ? to + 1 : from;
  }

  /** Behind a comma, a line's end, a dash or a space; -1 where none is. */
  private int pastSeparator(int from) {
    int i = Runs.over(view, from, " \t", 2);
    char c = view.at(i);
    if (c == ',' || c == ';' || c == '\u00B7' || (c == '-' && i > from)) {
      i = Runs.over(view, i + 1, " ", 2);
      c = view.at(i);
    }
    if (c == '\\' && view.at(i + 1) == 'n') {
      i += 2;
    } else if (c == '<' && view.wordStandsAt(i + 1, "br")) {
      i = Runs.over(view, i + 3, " />", 3);
    }
    i = Runs.over(view, i, "\r", 1);
    i = Runs.over(view, i, "\n", 1);
    i = Runs.over(view, i, " \t", 8);
    return i > from && view.at(i) != '\n' ? i : -1;
  }

  /** Behind {@code Apt 4B}, {@code #12}, {@code 2nd floor}, {@code 3o B}; -1 where none is. */
  private int unitEnd(int from, boolean parted) {
    if (view.at(from) == '#') {
      int to = code(Runs.over(view, from + 1, " ", 1));
      return to > 0 ? to : -1;
    }
    int word = Runs.wordEnd(view, from);
    if (word > from && StreetVocabulary.has(view, from, word, StreetVocabulary.UNITS)) {
      int i = Runs.over(view, word, ".:", 1);
      i = Runs.over(view, i, " ", 1);
      boolean apart = i > word;
      int to = apart || view.digitAt(i) ? code(i) : -1;
      boolean short2 = word - from <= 1 && !parted && view.at(word) != '.';
      return to > 0 && !short2 ? to : -1;
    }
    return view.digitAt(from) ? floorEnd(from, parted) : -1;
  }

  private int floorEnd(int from, boolean parted) {
    int digits = Runs.digits(view, from, 3);
    int i = Runs.over(view, from + digits, ".", 1);
    int letters = Runs.wordEnd(view, i);
    String sign = lower(i, letters);
    boolean ordinal = letters > i && ORDINALS.contains(sign);
    i = ordinal ? letters : i;
    i = Runs.over(view, i, "\u00B0.", 2);
    int word = Runs.over(view, i, " ", 1);
    int to = Runs.wordEnd(view, word);
    if (digits > 2 || to == word) {
      return digits <= 2 && ordinal && parted && letters - i <= 1 && closes(i) ? i : -1;
    }
    boolean floor = StreetVocabulary.has(view, word, to, StreetVocabulary.FLOORS);
    boolean door = parted && to - word == 1 && upper(word) && !view.wordAt(to);
    if (!floor && !door) {
      return -1;
    }
    int side = Runs.over(view, to, " ", 1);
    int end = Runs.wordEnd(view, side);
    boolean more =
        end > side
            && (StreetVocabulary.has(view, side, end, StreetVocabulary.FLOORS)
                || (end - side == 1 && upper(side)));
    return more ? end : view.at(to) == '.' && to - word <= 4 ? to + 1 : to;
  }

  /** Behind the code of a flat, of digits and letters; -1 where none is. */
  private int code(int from) {
    int i = from;
    boolean digit = false;
    while (i - from <= 6 && (view.wordAt(i) || (view.at(i) == '-' && view.digitAt(i + 1)))) {
      digit |= view.digitAt(i);
      i++;
    }
    boolean letter = i - from == 1 && upper(from);
    return i > from && i - from <= 6 && (digit || letter) ? i : -1;
  }

  private int postcodeEnd(int from, boolean city, boolean parted) {
    int code = Postcode.end(view, from);
    if (code < 0) {
      return -1;
    }
    boolean alone = Postcode.unmistakable(view, from, code);
    unmistakable |= alone || stateBefore(from) > 0;
    year = false;
    int word = Runs.over(view, code, " ", 1);
    int to = word > code ? city(word) : -1;
    to = to < 0 && parted && code - from >= 5 ? smallCity(word) : to;
    if (to < 0) {
      int state = stateBefore(from);
      return alone || (city && code - from >= 4 && (state > 0 || code - from >= 5)) ? code : -1;
    }
    year = !alone && code - from == 4 && HouseNumber.year(Runs.number(view, from, 4));
    return alone || !year || parted ? numbered(to) : -1;
  }

  /** Behind a city in small letters that ends a sentence. */
  private int smallCity(int from) {
    int to = nameEnd(from);
    return to - from > 3 && closes(to) ? to : -1;
  }

  /** Behind the number of a district: {@code Praha 1}, {@code Paris 02}. */
  private int numbered(int city) {
    int i = Runs.over(view, city, " ", 1);
    int digits = Runs.digits(view, i, 2);
    return i > city && digits > 0 && digits <= 2 && closes(i + digits) ? i + digits : city;
  }

  private int stateBefore(int from) {
    int to = Runs.backOver(view, from, " ", 1);
    int start = Runs.wordStart(view, to);
    return to < from && StreetVocabulary.has(view, start, to, StreetVocabulary.STATES) ? start : -1;
  }

  /** Behind a few words that each begin with a capital; -1 where none is. */
  private int city(int from) {
    int end = -1;
    int i = from;
    for (int words = 0; words < MOST_CITY_WORDS; words++) {
      int to = nameEnd(i);
      boolean capital = to > i && upper(i) && !view.wordAt(to);
      boolean particle =
          words > 0 && to > i && StreetVocabulary.has(view, i, to, StreetVocabulary.PARTICLES);
      if (!capital && !particle) {
        break;
      }
      end = capital ? to : end;
      int dot = to - i <= 4 ? Runs.over(view, to, ".", 1) : to;
      i = Runs.over(view, dot, " ", 1);
      if (i == to) {
        break;
      }
    }
    return end;
  }

  private int nameEnd(int from) {
    int i = Runs.wordEnd(view, from);
    for (int part = 0; part < 4 && i > from; part++) {
      char c = view.at(i);
      if ((c != '-' && c != '\'' && c != '\u2019') || !view.letterAt(i + 1)) {
        break;
      }
      i = Runs.wordEnd(view, i + 1);
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
