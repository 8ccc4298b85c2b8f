package dev.ringfence.recognition;

import java.util.List;

/**
 * Looks through addresses that are written in words: {@code ana at example dot com}, {@code ana
 * (arroba) example (punto) com}. It reads around words for the dot, and around framed words for the
 * sign; only what {@link SpokenAddress} takes for an address is rewritten.
 */
final class Spoken implements Lens {
  private static final int REACH = 128;
  private static final int OPEN = 27;
  private static final int SIGN = 28;
  private static final int BLANK = 29;
  private static final int OTHER = 31;

  /** A character from which on all are alike. */
  private static final int OTHERS = 255;

  private static final List<String> WORDS =
      List.of(
          "dot",
          "punkt",
          "point",
          "punto",
          "ponto",
          "arroba",
          "period",
          "arobase",
          "arobas",
          "klammeraffe");

  /** Letters from 1 on, in either case; frames; all else alike. */
  private static final byte[] CODES = new byte[OTHERS + 1];

  /** Which three characters in a row, as codes, can end a word that matters. */
  private static final boolean[] ENDINGS = new boolean[1 << 15];

  static {
    for (int c = 0; c < CODES.length; c++) {
      char lower = View.lower((char) c);
      boolean letter = lower >= 'a' && lower <= 'z';
      boolean open = c == '(' || c == '[' || c == '{' || c == '<';
      CODES[c] =
          (byte) (letter ? lower - 'a' + 1 : open ? OPEN : c == ' ' || c == '\n' ? BLANK : OTHER);
    }
    CODES['\u00E4'] = CODES['a'];
    CODES['\u00C4'] = CODES['a'];
    CODES['@'] = SIGN;
    CODES['.'] = SIGN;
    for (String ending : "dot int nkt nto oba ase bas ffe iod".split(" ")) {
      ENDINGS[key(CODES[ending.charAt(0)], CODES[ending.charAt(1)], CODES[ending.charAt(2)])] =
          true;
    }
    ENDINGS[key(BLANK, SIGN, BLANK)] = true;
    for (int before = 0; before < 32; before++) {
      ENDINGS[key(before, OPEN, SIGN)] = true;
      ENDINGS[key(before, OPEN, CODES['a'])] = true;
      if (before >= OPEN) {
        ENDINGS[key(before, CODES['a'], CODES['t'])] = true;
      }
    }
  }

  private static int key(int first, int second, int third) {
    return first << 10 | second << 5 | third;
  }

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    SpokenAddress address = new SpokenAddress(view, windows);
    Triggers triggers = view.triggers();
    char[] chars = view.characters();
    int done = 0;
    for (int base = 0; base < view.length(); base += Long.SIZE) {
      long ends = triggers.endsOfWords(base / Long.SIZE, Trigger.AT | Trigger.DOT);
      for (; ends != 0; ends &= ends - 1) {
        int last = base + Long.numberOfTrailingZeros(ends);
        char c = chars[last];
        int i = c == '@' && Windows.blank(view.at(last - 1)) ? last + 1 : last;
        boolean maybe =
            ENDINGS[i < 2 || i > last ? key(view, i) : key(chars[i - 2], chars[i - 1], c)];
        if (maybe && i >= done && said(view, i)) {
          done = Math.max(i + 1, address.read(Math.max(done, i - REACH), i));
        }
      }
    }
    windows.close();
  }

  private static int key(View view, int last) {
    return key(view.at(last - 2), view.at(last - 1), view.at(last));
  }

  private static int key(char first, char second, char third) {
    return key(code(first), code(second), code(third));
  }

  private static int code(char c) {
    return CODES[Math.min(c, OTHERS)];
  }

  /** Whether the word that ends at an index is one that an address is written with. */
  private static boolean said(View view, int last) {
    char c = View.lower(view.at(last));
    if (c == '@' || c == '.' || c == 'a' && "([{<".indexOf(view.at(last - 1)) >= 0) {
      return ")]}>".indexOf(view.at(last + 1)) >= 0;
    }
    if (Windows.blank(c)) {
      return view.at(last - 1) == '@';
    }
    boolean goesOn = view.letterAt(last + 1);
    boolean shouted = Character.isUpperCase(view.at(last));
    if (goesOn && !(shouted && Character.isLowerCase(view.at(last + 1)))) {
      return false;
    }
    char before = view.at(last - 1);
    if (c == 't' && (View.lower(before) == 'a' || before > 0x7F)) {
      boolean framed = !Windows.blank(view.at(last - 2)) && last >= 2;
      return framed || before > 0x7F || before == 'A' || SpokenAddress.labelled(view, last - 1);
    }
    for (String word : WORDS) {
      int start = last + 1 - word.length();
      if (View.lower(word.charAt(word.length() - 1)) == c && view.wordStandsAt(start, word)) {
        return word.length() < 6 ? !view.letterAt(start - 1) || shouted : true;
      }
    }
    return false;
  }
}
