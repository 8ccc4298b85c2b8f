package dev.ringfence.recognition;

/**
 * Looks through texts that are written as the bits of their characters, eight or seven to each:
 * {@code 01100001 01101110}, {@code 0b1100001, 0b1101110}, or all of them in a row. Where a
 * character begins is not taken from how they are parted.
 */
final class Bits implements Lens {
  private static final int OCTET = 8;
  private static final int SEPTET = 7;

  /** Seven characters of seven bits: no address and no number is shorter. */
  private static final int FEWEST = 7 * SEPTET;

  /** As {@code , 0b} has them. */
  private static final int LONGEST_GAP = 4;

  /** The bits of one stretch, each a char of 0 or 1. */
  private final StringBuilder bits = new StringBuilder();

  @Override
  public void look(View view, Layer layer) {
    Windows windows = new Windows(view, layer);
    Octets octets = new Octets();
    Triggers triggers = view.triggers();
    int i = triggers.seekDigits(0, FEWEST, LONGEST_GAP);
    while (i < view.length()) {
      int end = collect(view, i);
      if (bits.length() >= FEWEST) {
        write(windows, octets, i, end);
      }
      i = triggers.seekDigits(behind(view, end), FEWEST, LONGEST_GAP);
    }
    windows.close();
  }

  /** Reads the bits from an index on, and answers where they end. */
  private int collect(View view, int start) {
    bits.setLength(0);
    int end = start;
    int word = 0;
    for (int i = start; i - end < LONGEST_GAP && i < view.length(); i++) {
      char c = view.at(i);
      if (c == '0' || c == '1') {
        word = i > end ? bits.length() : word;
        bits.append(c);
        end = i + 1;
      } else if (View.lower(c) == 'b' && i == end && bits.length() == word + 1) {
        bits.setLength(word);
      } else if (view.wordAt(i)) {
        break;
      }
    }
    return end;
  }

  /** Past the word that an index is inside of. */
  private static int behind(View view, int index) {
    int i = index;
    while (view.digitAt(i)) {
      i++;
    }
    return i;
  }

  /** Writes each reading that is a text, for itself. */
  private void write(Windows windows, Octets octets, int from, int to) {
    for (int size = SEPTET; size <= OCTET; size++) {
      for (int shift = 0; shift < size; shift++) {
        if (decode(octets, size, shift)) {
          windows.close();
          octets.write(windows, from, to);
        }
      }
    }
  }

  private boolean decode(Octets octets, int size, int shift) {
    octets.clear();
    for (int i = shift; i + size <= bits.length(); i += size) {
      int octet = 0;
      for (int k = i; k < i + size; k++) {
        octet = octet << 1 | bits.charAt(k) & 1;
      }
      octets.add(octet);
      if (octets.hopeless()) {
        return false;
      }
    }
    return octets.text();
  }
}
