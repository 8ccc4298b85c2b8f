package dev.ringfence.recognition;

import java.text.Normalizer;

/**
 * Makes characters that mean the same look the same: digits of every script, full-width and styled
 * letters, dashes, dots, spaces. Invisible characters vanish.
 */
public final class Folding {
  private Folding() {}

  public static View fold(String text) {
    return View.ofPlain(text).orElseGet(() -> fold(new View(text)));
  }

  /** The same for a view, whose characters keep their ranges. */
  static View fold(View view) {
    ViewBuilder folded = new ViewBuilder(view.length());
    for (int i = 0; i < view.length(); i++) {
      char c = view.at(i);
      if (c == View.NONE) {
        continue;
      }
      if (c < 0x80) {
        folded.add(c, view.sourceStart(i), view.sourceEnd(i));
      } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(view.at(i + 1))) {
        int codePoint = Character.toCodePoint(c, view.at(i + 1));
        add(folded, codePoint, view.sourceStart(i), view.sourceEnd(i + 1));
        i++;
      } else {
        add(folded, c, view.sourceStart(i), view.sourceEnd(i));
      }
    }
    return folded.build();
  }

  private static void add(ViewBuilder folded, int codePoint, int start, int end) {
    if (invisible(codePoint)) {
      return;
    }
    int digit = Character.digit(codePoint, 10);
    if (digit >= 0) {
      folded.add((char) ('0' + digit), start, end);
      return;
    }
    if (!compatibility(codePoint)) {
      folded.add(plain(codePoint), start, end);
      return;
    }
    String normal = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
    normal.codePoints().forEach(each -> folded.add(plain(each), start, end));
  }

  /** Whether a character shows nothing: format controls, joiners, fillers, selectors, tags. */
  static boolean invisible(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF)
        || (codePoint >= 0x180B && codePoint <= 0x180F)
        || codePoint == 0x034F
        || codePoint == 0x115F
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xFFA0;
  }

  /** Whether a character is a styled form of another: full-width, super- and subscript, circled. */
  private static boolean compatibility(int codePoint) {
    return (codePoint >= 0xFF01 && codePoint <= 0xFF5E)
        || (codePoint >= 0x2070 && codePoint <= 0x209F)
        || (codePoint >= 0x2100 && codePoint <= 0x214F)
        || (codePoint >= 0x2460 && codePoint <= 0x24FF)
        || (codePoint >= 0xFE50 && codePoint <= 0xFE6F)
        || (codePoint >= 0x1D400 && codePoint <= 0x1D7FF)
        || codePoint == 0xAA
        || codePoint == 0xB2
        || codePoint == 0xB3
        || codePoint == 0xB9
        || codePoint == 0xBA;
  }

  private static int plain(int codePoint) {
    return switch (codePoint) {
      case 0x3002, 0xFF61, 0x2024, 0x2027, 0x00B7, 0x30FB, 0x06D4 -> '.';
      case 0x2212, 0x2043, 0x02D7, 0x30FC -> '-';
      case 0x2044, 0x2215 -> '/';
      default ->
          switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
            case Character.DASH_PUNCTUATION -> '-';
            default -> codePoint;
          };
    };
  }
}
