package dev.ringfence.recognition;

/**
 * Looks through what hides a character: percent triplets (RFC 3986), HTML entities, the escapes of
 * JSON, CSS and program text, quoted-printable (RFC 2045), UTF-7 (RFC 2152). A character so decoded
 * keeps the range of all that wrote it.
 */
final class Decoding implements Lens {
  @Override
  public void look(View view, Layer layer) {
    int i = view.seek(0, Trigger.ESCAPE);
    if (i < view.length()) {
      new Pass(view, new Windows(view, layer)).run(i);
    }
  }

  /** One reading of one view. */
  private static final class Pass {
    private final View view;
    private final Windows windows;

    /** Where the last thing that was decoded ended. */
    private int last = -1;

    Pass(View view, Windows windows) {
      this.view = view;
      this.windows = windows;
    }

    void run(int first) {
      int i = first;
      while (i < view.length()) {
        int next =
            switch (view.at(i)) {
              case '%' -> percent(i);
              case '&' -> entity(i);
              case '\\' -> escape(i);
              case '=' -> quotedPrintable(i);
              default -> utf7(i);
            };
        if (next > i) {
          last = next;
        }
        i = view.seek(Math.max(next, i + 1), Trigger.ESCAPE);
      }
      windows.close();
    }

    private int emit(int codePoint, int from, int to) {
      windows.replace(from, to, Character.isValidCodePoint(codePoint) ? codePoint : ' ');
      return to;
    }

    private int percent(int at) {
      if (view.at(at + 1) == 'u') {
        int unit = Hex.value(view, at + 2, 4);
        return unit < 0 ? at : emit(unit, at, at + 6);
      }
      return octets(at, '%');
    }

    /** The character that one or more octets in hexadecimal stand for, each behind a sign. */
    private int octets(int at, char sign) {
      int first = Hex.value(view, at + 1, 2);
      if (first < 0) {
        return at;
      }
      int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
      int codePoint = more == 0 ? first : first & (0x3F >> more);
      for (int k = 1; k <= more; k++) {
        int unit = view.at(at + 3 * k) == sign ? Hex.value(view, at + 3 * k + 1, 2) : -1;
        if (unit < 0x80 || unit > 0xBF) {
          return emit(first, at, at + 3);
        }
        codePoint = codePoint << 6 | (unit & 0x3F);
      }
      return emit(codePoint, at, at + 3 * (more + 1));
    }

    private int entity(int at) {
      int end = Entities.end(view, at);
      return end < 0 ? at : emit(Entities.codePoint(view, at, end), at, end);
    }

    private int escape(int at) {
      int end = BackslashEscapes.end(view, at);
      return end < 0 ? at : emit(BackslashEscapes.codePoint(view, at, end), at, end);
    }

    /** Signs behind a word, and whatever stands beside another octet. */
    private int quotedPrintable(int at) {
      int value = Hex.value(view, at + 1, 2);
      boolean sign = (value >= ' ' && value < '0') || value == '@' || value == '=' || value == '_';
      boolean chained =
          last == at || (view.at(at + 3) == '=' && Hex.value(view, at + 4, 2) >= 0x20);
      boolean bracket = "()[]{}<>".indexOf(value) >= 0 && value > 0;
      boolean blank = value >= '\t' && value <= '\r';
      if ((value < ' ' && !blank) || !(chained || bracket || (sign && edge(at, value)))) {
        return at;
      }
      return octets(at, '=');
    }

    private boolean edge(int at, int value) {
      return value == '+'
          ? view.digitAt(at + 3) || view.at(at + 3) == '('
          : view.wordAt(at - 1) || ")].[({".indexOf(view.at(at - 1)) >= 0 && at > 0;
    }

    /** {@code +AEA-}: a plus sign, one character in base64, and mostly a minus sign. */
    private int utf7(int at) {
      if (view.at(at + 1) != 'A' || at + 4 > view.length()) {
        return at;
      }
      int high = CodeAlphabet.BASE64.value(view.at(at + 2));
      int low = CodeAlphabet.BASE64.value(view.at(at + 3));
      int value = high << 4 | low >> 2;
      boolean printable = high >= 0 && low >= 0 && (low & 3) == 0 && value >= ' ' && value < 0x7F;
      if (!printable || CodeAlphabet.BASE64.value(view.at(at + 4)) >= 0 && view.at(at + 4) != '-') {
        return at;
      }
      return emit(value, at, view.at(at + 4) == '-' ? at + 5 : at + 4);
    }
  }
}
