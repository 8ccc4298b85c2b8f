package dev.ringfence.retrieval;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Makes one form of those that people write for the same word: upper and lower case, full and half
 * width, with accents and without.
 */
final class Folding {
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F\\u064B-\\u0652]+");

  private Folding() {}

  /** In lower case, with each character in its usual width and composition. */
  static String lower(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Without accents and the like; vowel signs, which are letters of their scripts, stay. */
  static String withoutMarks(String lower) {
    if (isAscii(lower)) {
      return lower;
    }
    String bare = ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    String composed = Normalizer.normalize(bare, Normalizer.Form.NFC);
    // A character becomes four at most, as the filter's documentation says.
    char[] folded = new char[composed.length() * 4];
    int length =
        ASCIIFoldingFilter.foldToASCII(composed.toCharArray(), 0, folded, 0, composed.length());
    return new String(folded, 0, length);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
