package dev.ringfence.recognition;

import java.util.Map;
import java.util.Optional;

/**
 * Looks through what hides a character: percent triplets, HTML entities, the escapes of JSON and of
 * program text, quoted-printable. A character so decoded keeps the range of all that wrote it.
 */
final class Decoding {
  /** How many layers of encoding are looked through. */
  static final int DEPTH = 3;

  private static final int LONGEST_ENTITY = 10;
  private static final Map<String, Character> ENTITIES =
      Map.ofEntries(
          Map.entry("commat", '@'),
          Map.entry("period", '.'),
          Map.entry("plus", '+'),
          Map.entry("lpar", '('),
          Map.entry("rpar", ')'),
          Map.entry("lsqb", '['),
          Map.entry("lbrack", '['),
          Map.entry("rsqb", ']'),
          Map.entry("rbrack", ']'),
          Map.entry("lowbar", '_'),
          Map.entry("underbar", '_'),
          Map.entry("sol", '/'),
          Map.entry("dash", '-'),
          Map.entry("hyphen", '-'),
          Map.entry("ndash", '-'),
          Map.entry("nbsp", ' '),
          Map.entry("shy", '\u00AD'),
          Map.entry("zwnj", '\u200C'),
          Map.entry("zwj", '\u200D'),
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("num", '#'),
          Map.entry("percnt", '%'),
          Map.entry("bsol", '\\'),
          Map.entry("colon", ':'),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("amp", '&'));

  private final View view;
  private final ViewBuilder decoded;
  private boolean changed;

  private Decoding(View view) {
    this.view = view;
    this.decoded = new ViewBuilder(view.length());
  }

  /** One layer less, folded; empty where nothing was encoded. */
  static Optional<View> decode(View view) {
    return encoded(view) ? new Decoding(view).run() : Optional.empty();
  }

  private static boolean encoded(View view) {
    for (int i = 0; i < view.length(); i++) {
      char c = view.at(i);
      if (c == '%' || c == '&' || c == '\\' || c == '=') {
        return true;
      }
    }
    return false;
  }

  private Optional<View> run() {
    int i = 0;
    while (i < view.length()) {
      int next =
          switch (view.at(i)) {
            case '%' -> percent(i);
            case '&' -> entity(i);
            case '\\' -> escape(i);
            case '=' -> quotedPrintable(i);
            default -> i;
          };
      if (next == i) {
        decoded.add(view.at(i), view.sourceStart(i), view.sourceEnd(i));
        next = i + 1;
      } else {
        changed = true;
      }
      i = next;
    }
    return changed ? Optional.of(Folding.fold(decoded.build())) : Optional.empty();
  }

  private void emit(int codePoint, int start, int end) {
    decoded.add(codePoint, view.sourceStart(start), view.sourceEnd(end - 1));
  }

  private int percent(int at) {
    int first = hex(at + 1, 2);
    if (first < 0) {
      return at;
    }
    int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
    int codePoint = more == 0 ? first : first & (0x3F >> more);
    for (int k = 1; k <= more; k++) {
      int unit = view.at(at + 3 * k) == '%' ? hex(at + 3 * k + 1, 2) : -1;
      if (unit < 0x80 || unit > 0xBF) {
        emit(first, at, at + 3);
        return at + 3;
      }
      codePoint = codePoint << 6 | (unit & 0x3F);
    }
    int end = at + 3 * (more + 1);
    emit(Character.isValidCodePoint(codePoint) ? codePoint : ' ', at, end);
    return end;
  }

  private int entity(int at) {
    int end = at + 1;
    while (end - at <= LONGEST_ENTITY && (view.wordAt(end) || view.at(end) == '#')) {
      end++;
    }
    String name = view.text(Math.min(at + 1, view.length()), Math.min(end, view.length()));
    int codePoint = name.startsWith("#") ? numeric(name) : ENTITIES.getOrDefault(name, '\0');
    if (codePoint <= 0 || !Character.isValidCodePoint(codePoint)) {
      return at;
    }
    int after = view.at(end) == ';' ? end + 1 : end;
    emit(codePoint, at, after);
    return after;
  }

  private static int numeric(String name) {
    boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
    int value = 0;
    int from = hex ? 2 : 1;
    for (int i = from; i < name.length(); i++) {
      int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
      if (digit < 0) {
        return -1;
      }
      value = Math.min(value * (hex ? 16 : 10) + digit, 0x110000);
    }
    return name.length() == from ? -1 : value;
  }

  private int escape(int at) {
    return switch (view.at(at + 1)) {
      case 'u', 'U' -> hexEscape(at, view.at(at + 2) == '{' ? -1 : 4);
      case 'x' -> hexEscape(at, 2);
      case 'n', 'r', 't' -> {
        emit('\n', at, at + 2);
        yield at + 2;
      }
      case '/', '\\', '"', '@', '.', '_', '[', ']' -> {
        emit(view.at(at + 1), at, at + 2);
        yield at + 2;
      }
      default -> at;
    };
  }

  private int hexEscape(int at, int digits) {
    int from = digits < 0 ? at + 3 : at + 2;
    int count = digits;
    if (digits < 0) {
      count = 0;
      while (count <= 6 && hex(from + count, 1) >= 0) {
        count++;
      }
      if (count == 0 || view.at(from + count) != '}') {
        return at;
      }
    }
    int value = hex(from, count);
    if (value < 0 || !Character.isValidCodePoint(value)) {
      return at;
    }
    int end = from + count + (digits < 0 ? 1 : 0);
    emit(value, at, end);
    return end;
  }

  /** Only the sign of an address: an equals sign before two digits is too common otherwise. */
  private int quotedPrintable(int at) {
    if (view.at(at + 1) == '4' && view.at(at + 2) == '0' && view.wordAt(at - 1)) {
      emit('@', at, at + 3);
      return at + 3;
    }
    return at;
  }

  private int hex(int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      char c = view.at(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
