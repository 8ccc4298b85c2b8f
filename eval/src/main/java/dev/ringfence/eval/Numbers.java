package dev.ringfence.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads text that was written as numbers: hexadecimal, decimal, octal, binary, places of letters.
 */
final class Numbers {
  private static final int PAIRS = 4;
  private static final Pattern LIST =
      Pattern.compile("(?<![0-9A-Za-z])[0-9]{1,8}(?:[^0-9A-Za-z]{1,3}[0-9]{1,8}){3,}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern POINTS =
      Pattern.compile("(?:[Uu]\\+[0-9a-fA-F]{4,6}[^0-9a-zA-Z]{0,3}){4,}");
  private static final Pattern POINT = Pattern.compile("[Uu]\\+([0-9a-fA-F]{4,6})");

  private Numbers() {}

  /** Pairs of hexadecimal figures, joined or apart, with or without what says what they are. */
  static void hexadecimal(String text, Octets out) {
    byte[] octets = new byte[text.length() / 2];
    for (int place = 0; place < 2; place++) {
      int i = 0;
      while (i < text.length()) {
        if (hex(text, i) < 0) {
          i++;
          continue;
        }
        int from = i + (place == 1 && hex(text, i + 1) >= 0 ? 1 : 0);
        int n = 0;
        int at = from;
        while (hex(text, at) >= 0 && hex(text, at + 1) >= 0) {
          octets[n++] = (byte) (hex(text, at) << 4 | hex(text, at + 1));
          at = between(text, at + 2);
        }
        if (n >= PAIRS) {
          out.octets(octets, n, place == 0);
        }
        i = Math.max(at, i + 1);
      }
    }
    points(text, out);
  }

  /** Past what may stand between two pairs: a sign, a space, a mark such as {@code 0x}. */
  private static int between(String text, int at) {
    int next = at;
    while (next < text.length() && next < at + 3 && " ,;:-_|/\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (text.startsWith("0x", next) || text.startsWith("\\x", next)) {
      return next + 2;
    }
    return next;
  }

  private static int hex(String text, int at) {
    return at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
  }

  private static void points(String text, Octets out) {
    if (text.indexOf('+') < 0) {
      return;
    }
    Matcher runs = POINTS.matcher(text);
    while (runs.find()) {
      StringBuilder read = new StringBuilder();
      POINT
          .matcher(runs.group())
          .results()
          .forEach(point -> append(Integer.parseInt(point.group(1), 16), read));
      out.text(read, false);
    }
  }

  /** Lists of numbers, as all they can be. */
  static void lists(String text, Octets out) {
    Matcher lists = LIST.matcher(text);
    while (lists.find()) {
      List<String> numbers = new ArrayList<>();
      NUMBER.matcher(lists.group()).results().forEach(number -> numbers.add(number.group()));
      list(numbers, 10, 32, 0x1FFFF, 0, out);
      list(numbers, 8, 32, 126, 0, out);
      list(numbers, 2, 32, 126, 0, out);
      list(numbers, 10, 1, 26, 'a' - 1, out);
      list(numbers, 10, 0, 25, 'a', out);
    }
  }

  private static void list(
      List<String> numbers, int radix, int least, int most, int shift, Octets out) {
    StringBuilder read = new StringBuilder();
    for (String number : numbers) {
      int value = value(number, radix);
      if (value >= least && value <= most) {
        append(value + shift, read);
      } else {
        flush(read, out);
      }
    }
    flush(read, out);
  }

  private static void flush(StringBuilder read, Octets out) {
    if (read.length() >= PAIRS) {
      out.text(read, false);
    }
    read.setLength(0);
  }

  /** A number, or -1 where it has a figure that the radix has not. */
  private static int value(String number, int radix) {
    int value = 0;
    for (int i = 0; i < number.length(); i++) {
      int figure = number.charAt(i) - '0';
      if (figure >= radix) {
        return -1;
      }
      value = value * radix + figure;
    }
    return value;
  }

  private static void append(int code, StringBuilder out) {
    if (Character.isValidCodePoint(code) && !(code >= 0xD800 && code < 0xE000)) {
      out.appendCodePoint(code);
    }
  }

  /** Long rows of noughts and ones, eight to a character or seven. */
  static void bits(String text, Octets out) {
    for (int i = 0; i < text.length(); i++) {
      int start = i;
      while (i < text.length() && (text.charAt(i) == '0' || text.charAt(i) == '1')) {
        i++;
      }
      if (i - start >= 7 * PAIRS) {
        for (int width = 7; width <= 8; width++) {
          for (int place = 0; place < width; place++) {
            bits(text, start + place, i, width, out);
          }
        }
      }
    }
  }

  private static void bits(String text, int from, int to, int width, Octets out) {
    byte[] octets = new byte[Math.max(0, to - from) / width];
    for (int i = 0; i < octets.length; i++) {
      int at = from + i * width;
      octets[i] = (byte) Integer.parseInt(text, at, at + width, 2);
    }
    out.octets(octets, octets.length, false);
  }
}
