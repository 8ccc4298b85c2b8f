package dev.ringfence.recognition;

import java.text.Normalizer;

/**
 * Makes characters that mean the same look the same: digits of every script, full-width and styled
 * letters, dashes, dots, spaces. Invisible characters vanish.
 */
public final class Folding {
  /** What each character of the first plane becomes, where that is one character as well. */
  private static final char[] ONE = new char[1 << 16];

  /** Stands in the table for what vanishes, becomes several, or depends on its neighbours. */
  private static final char SPECIAL = View.NONE;

  static {
    for (int c = 0; c < ONE.length; c++) {
      String plain = Character.isSurrogate((char) c) ? "" : plain(c);
      boolean one = plain.length() == 1 && !mark(c) && !circledA(c);
      ONE[c] = one ? plain.charAt(0) : SPECIAL;
    }
  }

  private Folding() {}

  public static View fold(String text) {
    return View.ofPlain(text).orElseGet(() -> foldEach(text));
  }

  private static View foldEach(String text) {
    char[] chars = text.toCharArray();
    int all = 0;
    for (int i = 0; i < chars.length; i++) {
      all |= chars[i];
      char folded = ONE[chars[i]];
      if (folded == SPECIAL) {
        return fold(new View(text));
      }
      chars[i] = folded;
    }
    return new View(chars, all >= 0x80);
  }

  /** The same for a view, whose characters keep their ranges. */
  static View fold(View view) {
    ViewBuilder folded = new ViewBuilder(view.length());
    for (int i = 0; i < view.length(); i++) {
      char c = view.at(i);
      char one = ONE[c];
      if (one != SPECIAL || view.sourceStart(i) == view.sourceEnd(i)) {
        folded.add(one == SPECIAL ? c : one, view.sourceStart(i), view.sourceEnd(i));
      } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(view.at(i + 1))) {
        special(folded, view, i, i + 2);
        i++;
      } else {
        special(folded, view, i, i + 1);
      }
    }
    return folded.build();
  }

  private static void special(ViewBuilder folded, View view, int from, int to) {
    int codePoint = view.codePointAt(from);
    String plain;
    if (mark(codePoint)) {
      plain = accent(codePoint, folded.last()) ? Character.toString(codePoint) : "";
      folded.stretch(view.sourceEnd(to - 1));
    } else if (circledA(codePoint) && !circled(view, from - 1, -1) && !circled(view, to, 1)) {
      plain = "@";
    } else if (circledA(codePoint)) {
      plain = codePoint == 0x24B6 ? "A" : "a";
    } else {
      plain = Character.isSurrogate((char) codePoint) && to == from + 1 ? "" : plain(codePoint);
    }
    if (plain.isEmpty() && to == from + 1 && Character.isSurrogate(view.at(from))) {
      folded.add(view.at(from), view.sourceStart(from), view.sourceEnd(from));
      return;
    }
    for (int i = 0; i < plain.length(); i++) {
      folded.add(plain.charAt(i), view.sourceStart(from), view.sourceEnd(to - 1));
    }
  }

  private static String plain(int codePoint) {
    if (invisible(codePoint)) {
      return "";
    }
    int digit = digit(codePoint);
    if (digit >= 0) {
      return Integer.toString(digit);
    }
    if (codePoint < 0x80 || !compatibility(codePoint)) {
      return Character.toString(Signs.plain(codePoint));
    }
    String normal = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder();
    normal.codePoints().forEach(each -> plain.appendCodePoint(Signs.plain(each)));
    return plain.toString();
  }

  /** The number that one sign stands for, a digit or one in a circle; -1 for all else. */
  private static int digit(int codePoint) {
    if (codePoint >= 0x2776 && codePoint <= 0x2793) {
      return (codePoint - 0x2776) % 10 + 1;
    }
    return codePoint == 0x24FF || codePoint == 0x1F10B || codePoint == 0x1F10C
        ? 0
        : Character.digit(codePoint, 10) >= 0 && Character.isDigit(codePoint)
            ? Character.digit(codePoint, 10)
            : -1;
  }

  /** Whether a character shows nothing: format controls, joiners, fillers, selectors, tags. */
  static boolean invisible(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF)
        || (codePoint >= 0x180B && codePoint <= 0x180F)
        || codePoint == View.NONE
        || codePoint == 0x17B4
        || codePoint == 0x17B5
        || codePoint == 0x034F
        || codePoint == 0x115F
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xFFA0;
  }

  /** Whether a character is drawn over the one before it. */
  private static boolean mark(int codePoint) {
    return (codePoint >= 0x0300 && codePoint <= 0x036F)
        || (codePoint >= 0x1AB0 && codePoint <= 0x1AFF)
        || (codePoint >= 0x1DC0 && codePoint <= 0x1DFF)
        || (codePoint >= 0x20D0 && codePoint <= 0x20FF);
  }

  /**
   * Whether a mark is an accent, of which a letter has one; what else is drawn over it hides it.
   */
  private static boolean accent(int mark, char before) {
    boolean common = mark <= 0x030C || mark == 0x031B || (mark >= 0x0323 && mark <= 0x0328);
    return (common && Character.isLetter(before)) || before > 0x024F && !mark((int) before);
  }

  /** The letter a in a circle, which stands for the sign of an address between other letters. */
  private static boolean circledA(int codePoint) {
    return codePoint == 0x24D0 || codePoint == 0x24B6 || codePoint == 0x1F150;
  }

  /**
   * Whether the next character of a word in one direction, not far from an index, is in a circle.
   */
  private static boolean circled(View view, int index, int step) {
    for (int i = index; Math.abs(i - index) < 4; i += step) {
      int codePoint = view.codePointAt(i);
      if ((codePoint >= 0x2460 && codePoint <= 0x24FF)
          || (codePoint >= 0x1F150 && codePoint <= 0x1F169)) {
        return true;
      }
      if (view.wordAt(i)) {
        return false;
      }
    }
    return false;
  }

  /** Whether a character is a styled form of another: full-width, super- and subscript, circled. */
  private static boolean compatibility(int codePoint) {
    return (codePoint >= 0xFF01 && codePoint <= 0xFF5E)
        || (codePoint >= 0x2070 && codePoint <= 0x209F)
        || (codePoint >= 0x2100 && codePoint <= 0x217F)
        || (codePoint >= 0x2460 && codePoint <= 0x24FF)
        || (codePoint >= 0x3250 && codePoint <= 0x32BF)
        || (codePoint >= 0xFE10 && codePoint <= 0xFE19)
        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
        || (codePoint >= 0x1D400 && codePoint <= 0x1D7FF)
        || (codePoint >= 0x1F100 && codePoint <= 0x1F14F)
        || (codePoint >= 0x1D2C && codePoint <= 0x1D6A)
        || (codePoint >= 0x02B0 && codePoint <= 0x02B8)
        || codePoint == 0xFB29
        || codePoint == 0xAA
        || codePoint == 0xB2
        || codePoint == 0xB3
        || codePoint == 0xB9
        || codePoint == 0xBA;
  }
}
