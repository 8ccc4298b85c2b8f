package dev.ringfence.recognition;

import java.util.Arrays;

/** Octets that were decoded, as the UTF-8 text they may be. */
final class Octets {
  private static final int PROBE = 12;

  private byte[] octets = new byte[64];
  private int count;
  private int strange;

  void add(int octet) {
    if (count == octets.length) {
      octets = Arrays.copyOf(octets, count * 2);
    }
    octets[count++] = (byte) octet;
    boolean blank = octet >= '\t' && octet <= '\r';
    if ((octet < ' ' && !blank) || octet == 0x7F || octet >= 0xF5 || octet == 0xC0) {
      strange++;
    }
  }

  void clear() {
    count = 0;
    strange = 0;
  }

  int count() {
    return count;
  }

  /** Whether what was added so far is rather no text. */
  boolean hopeless() {
    return count >= PROBE && (strange * 8 > count || count == PROBE && broken() > 3);
  }

  /** Adds what a range of a view spells; false where that is no text, as far as it was read. */
  boolean decode(View view, int from, int to, CodeAlphabet alphabet) {
    clear();
    int buffer = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      int value = alphabet.value(view.at(i));
      if (value < 0) {
        continue;
      }
      buffer = (buffer << alphabet.bits() | value) & 0xFFFF;
      bits += alphabet.bits();
      if (bits >= 8) {
        bits -= 8;
        add(buffer >> bits & 0xFF);
        if (hopeless()) {
          return false;
        }
      }
    }
    return text();
  }

  /** Whether the octets are the text of something: long enough, and nearly all of it printable. */
  boolean text() {
    return count >= 7 && strange * 16 <= count && broken() * 8 <= count;
  }

  private int broken() {
    int broken = 0;
    for (int i = 0; i < count; ) {
      int length = length(i);
      broken += length == 0 ? 1 : 0;
      i += Math.max(1, length);
    }
    return broken;
  }

  /** How many octets the character at an index has, 0 where there is none. */
  private int length(int index) {
    int first = octets[index] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    for (int k = 1; k < length; k++) {
      if (index + k >= count || (octets[index + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** Writes the text in place of a range of a view, apart from what stands beside it. */
  void write(Windows windows, int from, int to) {
    windows.replace(from, to, ' ');
    more(windows, from, to);
  }

  /** Writes the text behind another that was written for the same range. */
  void more(Windows windows, int from, int to) {
    for (int i = 0; i < count; ) {
      int length = length(i);
      int codePoint = octets[i] & (length < 2 ? 0xFF : 0x3F >> length - 1);
      for (int k = 1; k < length; k++) {
        codePoint = codePoint << 6 | (octets[i + k] & 0x3F);
      }
      windows.more(
          from, to, length == 0 || !Character.isValidCodePoint(codePoint) ? ' ' : codePoint);
      i += Math.max(1, length);
    }
    windows.more(from, to, ' ');
  }
}
