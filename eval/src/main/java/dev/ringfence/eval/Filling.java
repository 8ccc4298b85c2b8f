package dev.ringfence.eval;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** White space, what shows nothing, and what is put between letters to hide a word. */
final class Filling {
  private static final Pattern FILLING =
      Pattern.compile("[\\s\\p{Cf}\\p{Mn}\\p{Cc}\\u115f\\u1160\\u3164\\uffa0.,_*`~|+\\-]+");

  private Filling() {}

  /** A text without it. */
  static String without(String text) {
    return FILLING.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
  }
}
