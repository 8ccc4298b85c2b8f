package dev.ringfence.recognition;

/**
 * Looks through whole texts that are written as base64, base32 or hexadecimal (RFC 4648), on one
 * line or on several of one length (RFC 2045). All that was decoded comes from the whole of it.
 */
final class Blobs implements Lens {
  /** The fewest characters that an address or a number is encoded in. */
  private static final int SHORTEST = 16;

  /** How many characters glued to the front of base64 are looked past. */
  private static final int GLUED = 4;

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    Octets octets = new Octets();
    Triggers triggers = view.triggers();
    int i = triggers.seekCode(0, SHORTEST);
    while (i < view.length()) {
      i = triggers.seekCode(read(view, windows, octets, i), SHORTEST);
    }
    windows.close();
  }

  /** Reads the run that begins at an index, and answers where the next can begin. */
  private static int read(View view, Windows windows, Octets octets, int start) {
    int lineEnd = lineEnd(view, start);
    int end = padded(view, wrapped(view, start, lineEnd));
    int to = padded(view, lineEnd);
    // What follows on the next line may be a part of it, or a word of its own: both are read, apart
    // from each other, lest what is written as codes goes on from one to the other.
    boolean alone = to < end && written(view, windows, octets, start, start, to);
    if (alone) {
      windows.close();
    }
    if (written(view, windows, octets, start, start, end)) {
      return end;
    }
    if (alone) {
      return to;
    }
    int from = start;
    while (from < lineEnd) {
      int cut = from;
      while (cut < lineEnd && "/+-_".indexOf(view.at(cut)) < 0) {
        cut++;
      }
      boolean whole = from == start && cut == lineEnd;
      if (cut - from >= SHORTEST && !whole) {
        written(view, windows, octets, from, from, cut == lineEnd ? to : cut);
      }
      from = cut + 1;
    }
    return lineEnd;
  }

  private static boolean written(
      View view, Windows windows, Octets octets, int start, int from, int end) {
    int to = end;
    while (view.at(to - 1) == '=') {
      to--;
    }
    boolean marked = view.at(from) == '0' && View.lower(view.at(from + 1)) == 'x';
    int digits = marked ? from + 2 : from;
    if ((to - digits) % 2 == 0 && CodeAlphabet.BASE16.spells(view, digits, to)) {
      if (written(view, windows, octets, start, digits, to, CodeAlphabet.BASE16)) {
        return true;
      }
    }
    if (CodeAlphabet.BASE32.spells(view, from, to)
        && written(view, windows, octets, start, from, end, CodeAlphabet.BASE32)) {
      return true;
    }
    for (int glued = 0; glued < GLUED; glued++) {
      if (to - from - glued >= SHORTEST - 2
          && begins(view.at(from + glued))
          && written(view, windows, octets, start, from + glued, end, CodeAlphabet.BASE64)) {
        return true;
      }
    }
    return false;
  }

  private static boolean written(
      View view,
      Windows windows,
      Octets octets,
      int start,
      int from,
      int end,
      CodeAlphabet alphabet) {
    if (!octets.decode(view, from, end, alphabet)) {
      return false;
    }
    octets.write(windows, start, end);
    return true;
  }

  /** Whether a sextet can begin the first octet of a text. */
  private static boolean begins(char c) {
    int sextet = CodeAlphabet.BASE64.value(c);
    return sextet >= 8 && sextet < 32 || sextet >= 48 || sextet == 2 || sextet == 3;
  }

  private static int lineEnd(View view, int start) {
    int end = start;
    while (CodeAlphabet.BASE64.value(view.at(end)) >= 0) {
      end++;
    }
    return end;
  }

  /** Where the last of several lines ends that are as long as the first, but for the last. */
  private static int wrapped(View view, int start, int lineEnd) {
    int length = lineEnd - start;
    int end = lineEnd;
    while (true) {
      int next = end;
      while (next - end < 8 && Windows.blank(view.at(next))) {
        next++;
      }
      int nextEnd = next > end && view.text(end, next).indexOf('\n') >= 0 ? lineEnd(view, next) : 0;
      if (nextEnd <= next || nextEnd - next > length) {
        return end;
      }
      end = nextEnd;
      if (nextEnd - next < length) {
        return end;
      }
    }
  }

  private static int padded(View view, int end) {
    int to = end;
    while (to - end < 6 && view.at(to) == '=') {
      to++;
    }
    return to;
  }
}
