package dev.ringfence.recognition;

/**
 * How much characters look drawn by chance: their entropy, and how often letters of both cases and
 * digits follow each other, which in words and names they rarely do.
 */
enum Randomness {
  /** Words, numbers, names. */
  NONE,
  /** Hexadecimal, which check sums are too. */
  HEX,
  UUID,
  /** Characters of several kinds, in no order. */
  MIXED;

  static final int SHORTEST = 16;

  /** No more is looked at; a longer one is judged by its beginning. */
  private static final int LONGEST = 128;

  private static final int LONGEST_WORD = 9;

  static Randomness of(View view, int start, int end) {
    int to = Math.min(end, start + LONGEST);
    int length = to - start;
    if (length < SHORTEST) {
      return NONE;
    }
    if (view.seek(start, to, Trigger.DIGIT) == to) {
      return NONE;
    }
    if (uuid(view, start, end)) {
      return UUID;
    }
    int digits = 0;
    int letters = 0;
    int beyondHex = 0;
    int breaks = 0;
    int run = 0;
    int longest = 0;
    for (int i = start; i < to; i++) {
      char c = view.at(i);
      if (c >= 128) {
        return NONE;
      }
      int kind = kind(c);
      int before = i > start ? kind(view.at(i - 1)) : 0;
      digits += kind == 1 ? 1 : 0;
      letters += kind > 1 ? 1 : 0;
      beyondHex += Hex.digit(c) < 0 ? 1 : 0;
      breaks += before != 0 && kind != 0 && kind != before && !(before == 3 && kind == 2) ? 1 : 0;
      run = kind > 1 && (kind == before || (before == 3 && run == 1)) ? run + 1 : 1;
      longest = kind > 1 ? Math.max(longest, run) : longest;
    }
    if (digits == 0 || letters < 2) {
      return NONE;
    }
    if (beyondHex == 0) {
      return digits >= 2 && entropy(view, start, to) >= 2.7 ? HEX : NONE;
    }
    boolean mixed = letters > 2 && breaks * 5 >= length && longest < LONGEST_WORD;
    return mixed && entropy(view, start, to) >= (length < 24 ? 3.0 : 3.4) ? MIXED : NONE;
  }

  /** 0 for a sign, 1 for a digit, 2 for a small letter, 3 for a capital. */
  private static int kind(char c) {
    return c >= '0' && c <= '9' ? 1 : c >= 'a' && c <= 'z' ? 2 : c >= 'A' && c <= 'Z' ? 3 : 0;
  }

  /** Shannon's, in bits for each character. */
  private static double entropy(View view, int start, int end) {
    int length = end - start;
    int[] counts = new int[128];
    for (int i = start; i < end; i++) {
      counts[view.at(i)]++;
    }
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        sum -= count * Math.log((double) count / length);
      }
    }
    return sum / length / Math.log(2);
  }

  private static boolean uuid(View view, int start, int end) {
    if (end - start != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? view.at(start + i) != '-' : !Hex.at(view, start + i)) {
        return false;
      }
    }
    return true;
  }
}
