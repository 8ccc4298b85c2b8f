package dev.ringfence.redaction;

import org.jspecify.annotations.Nullable;

/**
 * A text as recognizers read it: characters that mean the same look the same, and each knows the
 * range of the source it came from. What is found in a view is masked in the source.
 */
final class View {
  /** What a view answers beyond its ends; no text contains it, since folding drops it. */
  static final char NONE = '\0';

  private final char[] chars;
  private final int length;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  /** A view whose characters stand where they stand in the source. */
  View(String source) {
    chars = source.toCharArray();
    length = chars.length;
    starts = null;
    ends = null;
  }

  View(char[] chars, int[] starts, int[] ends, int length) {
    this.chars = chars;
    this.starts = starts;
    this.ends = ends;
    this.length = length;
  }

  int length() {
    return length;
  }

  char at(int index) {
    return index >= 0 && index < length ? chars[index] : NONE;
  }

  /** Where the character's source begins. */
  int sourceStart(int index) {
    return starts == null ? index : starts[index];
  }

  /** Where the character's source ends, exclusive. */
  int sourceEnd(int index) {
    return ends == null ? index + 1 : ends[index];
  }

  boolean digitAt(int index) {
    char c = at(index);
    return c >= '0' && c <= '9';
  }

  /** Whether a letter, a digit or a part of one stands there, of any script. */
  boolean wordAt(int index) {
    char c = at(index);
    return c < 0x80
        ? (c >= '0' && c <= '9') || letter(c)
        : Character.isLetterOrDigit(codePointAt(index));
  }

  boolean letterAt(int index) {
    char c = at(index);
    return c < 0x80 ? letter(c) : Character.isLetter(codePointAt(index));
  }

  /** The code point that the char at an index is a half or the whole of. */
  int codePointAt(int index) {
    char c = at(index);
    if (Character.isHighSurrogate(c) && Character.isLowSurrogate(at(index + 1))) {
      return Character.toCodePoint(c, at(index + 1));
    }
    if (Character.isLowSurrogate(c) && Character.isHighSurrogate(at(index - 1))) {
      return Character.toCodePoint(at(index - 1), c);
    }
    return c;
  }

  /** Whether the lower-case ASCII word stands at the index, in any case. */
  boolean wordStandsAt(int index, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (lower(at(index + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String text(int start, int end) {
    return new String(chars, start, end - start);
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
