package dev.ringfence.eval;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which letter of the alphabet a character shows or stands for: accented, wide, circled and small
 * capitals, letters of other scripts that look the same, Braille, flags and invisible tags.
 */
final class Letters {
  static final int NONE = -1;

  /** Latin letters, and at the same places what is taken for them. */
  private static final String[] LOOKALIKES = {
    // Cyrillic
    "abcdeghijkmnopqrstvwxyz",
    "\u0430\u044c\u0441\u0501\u0435\u0261\u04bb\u0456\u0458\u043a\u043c\u043f\u043e\u0440\u051b\u0433\u0455\u0442\u0475\u051d\u0445\u0443\u0437",
    "abcehijkmnopstwxyz",
    "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u0418\u041e\u0420\u0405\u0422\u051c\u0425\u0423\u0417",
    // Greek
    "abeghikmnoprtuvwxyz",
    "\u03b1\u03b2\u03b5\u03b3\u03b7\u03b9\u03ba\u03bc\u03c0\u03bf\u03c1\u0433\u03c4\u03c5\u03bd\u03c9\u03c7\u03b3\u03b6",
    "abehikmnoptxyz",
    "\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u03a5\u0396",
    "cfjs",
    "\u03f2\u03dd\u03f3\u03e8",
    // small capitals
    "abcdefghijklmnopqrtuvwyz",
    "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\ua7af\u0280\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22",
    "qf",
    "\u01eb\u0493",
  };

  /** The dots of the letters a to z, one bit each. */
  private static final int[] BRAILLE = {
    0x01, 0x03, 0x09, 0x19, 0x11, 0x0b, 0x1b, 0x13, 0x0a, 0x1a, 0x05, 0x07, 0x0d, 0x1d, 0x15, 0x0f,
    0x1f, 0x17, 0x0e, 0x1e, 0x25, 0x27, 0x3a, 0x2d, 0x3d, 0x35
  };

  private static final byte[] PLANE = plane();

  private Letters() {}

  /** A letter's place in the alphabet from 0 on, or {@link #NONE}. */
  static int of(int codePoint) {
    return codePoint < PLANE.length ? PLANE[codePoint] : beyond(codePoint);
  }

  private static int beyond(int c) {
    if (c >= 0x1D400 && c < 0x1D6A4) {
      return (c - 0x1D400) % 26;
    }
    for (int start : new int[] {0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6, 0xE0041, 0xE0061}) {
      if (c >= start && c < start + 26) {
        return c - start;
      }
    }
    return NONE;
  }

  private static byte[] plane() {
    byte[] plane = new byte[0x10000];
    Arrays.fill(plane, (byte) NONE);
    for (int c = 0; c < plane.length; c++) {
      if (c < 0x3000 || (c >= 0xA000 && c < 0xAC00) || c >= 0xF900) {
        plane[c] = (byte) decomposed(c);
      }
    }
    for (int i = 0; i < LOOKALIKES.length; i += 2) {
      for (int j = 0; j < LOOKALIKES[i].length(); j++) {
        plane[LOOKALIKES[i + 1].charAt(j)] = (byte) (LOOKALIKES[i].charAt(j) - 'a');
      }
    }
    for (int letter = 0; letter < BRAILLE.length; letter++) {
      plane[0x2800 + BRAILLE[letter]] = (byte) letter;
    }
    return plane;
  }

  /** The one letter that a character is made of, its marks apart. */
  private static int decomposed(int c) {
    int letter = NONE;
    String parts =
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    for (int i = 0; i < parts.length(); i++) {
      char part = parts.charAt(i);
      if (part >= 'a' && part <= 'z') {
        if (letter != NONE) {
          return NONE;
        }
        letter = part - 'a';
      }
    }
    return letter;
  }
}
