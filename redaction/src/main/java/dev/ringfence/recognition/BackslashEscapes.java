package dev.ringfence.recognition;

/**
 * What a backslash begins: the escapes of JSON (RFC 8259), of JavaScript and C with their octal
 * numbers, of CSS (CSS Syntax, 4.3.7), and of Markdown, where it stands before a sign.
 */
final class BackslashEscapes {
  private static final String SIGNS = "/\\\"'@.,_-*~`#|()[]";

  private BackslashEscapes() {}

  /** Where the escape that begins at a backslash ends, or -1 where none does. */
  static int end(View view, int at) {
    char next = view.at(at + 1);
    return switch (next) {
      case 'u' -> view.at(at + 2) == '{' ? braced(view, at) : counted(view, at, 4);
      case 'U' -> counted(view, at, Hex.count(view, at + 2, 8) == 8 ? 8 : 4);
      case 'x' -> view.at(at + 2) == '{' ? braced(view, at) : counted(view, at, 2);
      case 'n', 'r', 't' -> at + 2;
      default -> SIGNS.indexOf(next) >= 0 && next != View.NONE ? at + 2 : -1;
    };
  }

  /** The same for escapes of digits alone, which paths and prose have too. */
  static int numericEnd(View view, int at) {
    return octal(view, at) ? at + 4 : css(view, at);
  }

  static int codePoint(View view, int at, int end) {
    char next = view.at(at + 1);
    return switch (next) {
      case 'u', 'U', 'x' -> {
        boolean braced = view.at(at + 2) == '{';
        int from = braced ? at + 3 : at + 2;
        yield Hex.value(view, from, (braced ? end - 1 : end) - from);
      }
      case 'n', 'r', 't' -> '\n';
      default -> {
        if (Hex.digit(next) < 0) {
          yield next;
        }
        if (octal(view, at)) {
          yield (next - '0') * 64 + (view.at(at + 2) - '0') * 8 + view.at(at + 3) - '0';
        }
        yield Hex.value(view, at + 1, Hex.count(view, at + 1, 6));
      }
    };
  }

  private static int counted(View view, int at, int digits) {
    return Hex.count(view, at + 2, digits) == digits ? at + 2 + digits : -1;
  }

  private static int braced(View view, int at) {
    int count = Hex.count(view, at + 3, 6);
    return count > 0 && view.at(at + 3 + count) == '}' ? at + 4 + count : -1;
  }

  /** Exactly three octal digits that make a printable character. */
  private static boolean octal(View view, int at) {
    int value = 0;
    for (int i = at + 1; i <= at + 3; i++) {
      char c = view.at(i);
      if (c < '0' || c > '7') {
        return false;
      }
      value = value * 8 + c - '0';
    }
    return value >= ' ' && value < 0x7F;
  }

  /** Up to six hexadecimal digits, and one blank that ends them. */
  private static int css(View view, int at) {
    int count = Hex.count(view, at + 1, 6);
    if (count < 2) {
      return -1;
    }
    int value = Hex.value(view, at + 1, count);
    int end = at + 1 + count;
    boolean ended = count == 6 || Windows.blank(view.at(end)) || view.at(end) == '\\';
    boolean blank = count == 6 && value >= '\t' && value <= '\r';
    boolean printable = blank || value >= ' ' && value < 0x7F || value >= 0xA0;
    if (!printable || !(ended || !view.wordAt(end))) {
      return -1;
    }
    return Windows.blank(view.at(end)) ? end + 1 : end;
  }
}
