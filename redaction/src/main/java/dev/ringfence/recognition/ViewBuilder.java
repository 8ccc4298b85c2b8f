package dev.ringfence.recognition;

import java.util.Arrays;

/** A view under construction: characters, each with the range of the source it came from. */
final class ViewBuilder {
  private char[] chars;
  private int[] starts;
  private int[] ends;
  private int length;

  ViewBuilder(int capacity) {
    int room = Math.max(16, capacity);
    chars = new char[room];
    starts = new int[room];
    ends = new int[room];
  }

  void add(char c, int start, int end) {
    if (length == chars.length) {
      int room = length * 2;
      chars = Arrays.copyOf(chars, room);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
    }
    chars[length] = c;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  void add(int codePoint, int start, int end) {
    if (Character.isBmpCodePoint(codePoint)) {
      add((char) codePoint, start, end);
    } else {
      add(Character.highSurrogate(codePoint), start, end);
      add(Character.lowSurrogate(codePoint), start, end);
    }
  }

  View build() {
    return new View(chars, starts, ends, length);
  }
}
