package dev.ringfence.guard;

/** Takes one layer of escapes off a text: JSON's, percent triplets, numeric HTML entities. */
final class Escapes {
  private static final int LONGEST_ENTITY = 10;

  private Escapes() {}

  static String removed(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int code = -1;
      int end = i;
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(i + 1);
        code = escaped == 'u' ? number(text, i + 2, i + 6, 16) : simple(escaped);
        end = escaped == 'u' ? i + 6 : i + 2;
      } else if (c == '%') {
        code = number(text, i + 1, i + 3, 16);
        end = i + 3;
        code = code < 0x80 ? code : -1;
      } else if (c == '&' && text.startsWith("&#", i)) {
        int semicolon = text.indexOf(';', i, Math.min(text.length(), i + LONGEST_ENTITY));
        boolean hex = text.startsWith("&#x", i) || text.startsWith("&#X", i);
        if (semicolon > 0) {
          code = number(text, i + (hex ? 3 : 2), semicolon, hex ? 16 : 10);
          end = semicolon + 1;
        }
      }
      if (code >= 0 && code <= Character.MAX_VALUE) {
        plain.append((char) code);
        i = end;
      } else {
        plain.append(c);
        i++;
      }
    }
    return plain.toString();
  }

  private static int simple(char escaped) {
    return switch (escaped) {
      case 'n', 'r', 't', 'b', 'f' -> '\n';
      case '"', '\\', '/' -> escaped;
      default -> -1;
    };
  }

  private static int number(String text, int from, int to, int radix) {
    if (to > text.length() || from >= to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = Math.min(value * radix + digit, 0x110000);
    }
    return value;
  }
}
