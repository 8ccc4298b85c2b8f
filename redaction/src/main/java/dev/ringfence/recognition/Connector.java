package dev.ringfence.recognition;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The grammar of what stands between two labels of an address that is written in words: {@code at},
 * {@code (dot)}, {@code -punkt-}, a sign of its own. Reused while a view is read.
 */
final class Connector {
  private static final int LONGEST_WORD = 14;
  private static final int LONGEST_GAP = 3;
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";
  private static final String FRAMES = "-_*|/~\"'=:";

  /** Words for signs in English, German, French, Spanish and Portuguese, without their accents. */
  private static final Map<String, Character> WORDS = new HashMap<>();

  static {
    say('@', "at arroba arobase arrobase arobas klammeraffe chiocciola atsign");
    say('.', "dot period point punkt punto ponto");
    say('-', "dash hyphen minus bindestrich tiret guion hifen traco menos moins");
    say('_', "underscore unterstrich underline sublinhado sublinha");
    say('+', "plus mas mais");
  }

  /** The second words of signs that have two. */
  private static final Set<String> SECOND =
      Set.of("sign", "symbol", "zeichen", "bajo", "bas", "baixo", "mark", "character");

  private final View view;
  private int end;
  private char sign;
  private boolean strong;
  private boolean word;
  private boolean said;

  Connector(View view) {
    this.view = view;
  }

  private static void say(char sign, String words) {
    for (String word : words.split(" ")) {
      WORDS.put(word, sign);
    }
  }

  /** Where the next label begins. */
  int end() {
    return end;
  }

  char sign() {
    return sign;
  }

  /** Whether it can hardly be anything else: it is framed, foreign to prose, or a sign. */
  boolean strong() {
    return strong;
  }

  /** Whether it is more than the sign itself. */
  boolean word() {
    return word;
  }

  /** Whether one stands behind a label that ends at an index. */
  boolean read(int index) {
    int i = blanks(index);
    boolean apart = i > index;
    char open = view.at(i);
    int frame = OPENING.indexOf(open);
    boolean framed = open != View.NONE && (frame >= 0 || FRAMES.indexOf(open) >= 0);
    int from = i;
    if (framed) {
      from++;
      while (from - i < 3 && view.at(from) == open) {
        from++;
      }
      from += view.at(from) == ' ' ? 1 : 0;
    }
    int to = signEnd(from, framed && frame >= 0);
    if (to < 0) {
      return false;
    }
    word |= framed;
    if (framed) {
      to += view.at(to) == ' ' ? 1 : 0;
      char close = frame >= 0 ? CLOSING.charAt(frame) : open;
      if (view.at(to) != close) {
        return false;
      }
      int first = to;
      while (to - first < 3 && view.at(to) == close) {
        to++;
      }
      boolean tight = frame < 0 && !apart && !Windows.blank(view.at(to));
      strong = !tight;
      said = false;
    }
    end = blanks(to);
    boolean parted = framed || !said || (apart && end > to) || humped(from, to);
    return parted && (view.wordAt(end));
  }

  /** Reads the sign or its word, and answers where it ends, or -1. */
  private int signEnd(int from, boolean bracketed) {
    char c = view.at(from);
    word = false;
    said = false;
    strong = true;
    if (c == '@' || c == '.') {
      sign = c;
      strong = c == '@' || bracketed;
      return second(from + 1);
    }
    int to = from;
    boolean upper = Character.isUpperCase(c);
    while (to - from < LONGEST_WORD && view.letterAt(to) && upperAt(to) == upper) {
      to++;
    }
    if (upper && to == from + 1) {
      while (to - from < LONGEST_WORD && view.letterAt(to)) {
        to++;
      }
    }
    if (bracketed && to == from + 1 && View.lower(c) == 'a') {
      sign = '@';
      word = true;
      return to;
    }
    if (to < from + 2 || view.letterAt(to) && !humped(from, to)) {
      return -1;
    }
    String text = view.text(from, to);
    Character known = WORDS.get(plain(text));
    if (known == null) {
      return -1;
    }
    sign = known;
    word = true;
    said = true;
    boolean shouted = upper && upperAt(from + 1) && !upperAt(blanks(to));
    boolean common =
        switch (View.lower(c)) {
          case 'a' -> to == from + 2 && c < 0x80;
          case 'd' -> true;
          case 'p' -> !text.equalsIgnoreCase("punkt") && !text.equalsIgnoreCase("ponto");
          default -> sign == '-' || sign == '+';
        };
    strong = shouted || !common;
    return second(to);
  }

  /** Behind {@code sign} in {@code at sign}. */
  private int second(int to) {
    int i = to;
    while (i - to < 2 && (view.at(i) == ' ' || view.at(i) == '-')) {
      i++;
    }
    int wordEnd = i;
    while (wordEnd - i < LONGEST_WORD && view.letterAt(wordEnd)) {
      wordEnd++;
    }
    if (i > to && wordEnd > i && sign != '.' && SECOND.contains(plain(view.text(i, wordEnd)))) {
      word = true;
      strong = true;
      return wordEnd;
    }
    return to;
  }

  /** Whether capitals stand between small letters: {@code anaATexampleDOTcom}. */
  private boolean humped(int from, int to) {
    return upperAt(from)
        && upperAt(to - 1)
        && Character.isLowerCase(view.at(from - 1))
        && (Character.isLowerCase(view.at(to)) || view.digitAt(to));
  }

  private boolean upperAt(int index) {
    return Character.isUpperCase(view.at(index));
  }

  private int blanks(int index) {
    int i = index;
    while (i - index < LONGEST_GAP && Windows.blank(view.at(i))) {
      i++;
    }
    return i;
  }

  /** Lower case, without accents. */
  static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) >= 0x80) {
        return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
      }
    }
    return lower;
  }
}
