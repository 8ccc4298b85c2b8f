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

  int length() {
    return length;
  }

  /** What was added last, or {@link View#NONE}. */
  char last() {
    return length == 0 ? View.NONE : chars[length - 1];
  }

  /** Lets what was added last come from everything up to a place of the source. */
  void stretch(int end) {
    if (length > 0) {
      ends[length - 1] = Math.max(ends[length - 1], end);
    }
  }

  /** Takes back what was added from an index on. */
  void truncate(int index) {
    length = index;
  }

  /** What was added from an index on, and where it came from, as one number. */
  long fingerprint(int from) {
    long hash = from < length ? starts[from] : 0;
    for (int i = from; i < length; i++) {
      hash = hash * 0x9E3779B97F4A7C15L + chars[i] + 1;
    }
    return hash;
  }

  View build() {
    return new View(Arrays.copyOf(chars, length), starts, ends);
  }
}
