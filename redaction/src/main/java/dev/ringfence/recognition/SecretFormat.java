package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;

/**
 * A form in which somebody issues secrets: literal text and runs of characters, in a row.
 *
 * @param issuer who issues them
 * @param pieces what stands one behind the other
 * @param published where the issuer, or somebody who looked, describes the form
 */
record SecretFormat(String issuer, List<Piece> pieces, String published) {
  private static final int ANY = Integer.MAX_VALUE;

  /** Fewer different characters than these are a sample that somebody typed, as {@code xxxx}. */
  private static final int VARIETY = 5;

  /** A literal text, and a run behind it, perhaps of no characters. */
  record Piece(String literal, Alphabet alphabet, int least, int most) {}

  SecretFormat {
    pieces = List.copyOf(pieces);
  }

  /**
   * Reads a line of the table.
   *
   * @throws IllegalArgumentException for a line that is none
   */
  static SecretFormat parse(String line) {
    String[] cells = line.split(" \\| ", -1);
    if (cells.length != 3) {
      throw new IllegalArgumentException("not an issuer, a form and a place: " + line);
    }
    List<Piece> pieces = new ArrayList<>();
    String form = cells[1];
    int i = 0;
    while (i < form.length()) {
      int open = form.indexOf('{', i);
      if (open < 0) {
        pieces.add(new Piece(form.substring(i), Alphabet.A, 0, 0));
        break;
      }
      int close = form.indexOf('}', open);
      String[] lengths = form.substring(open + 3, close).split("-", -1);
      int least = Integer.parseInt(lengths[0]);
      int most =
          lengths.length == 1 ? least : lengths[1].isEmpty() ? ANY : Integer.parseInt(lengths[1]);
      Alphabet alphabet = Alphabet.valueOf(form.substring(open + 1, open + 2));
      pieces.add(new Piece(form.substring(i, open), alphabet, least, most));
      i = close + 1;
    }
    return new SecretFormat(cells[0], pieces, cells[2]);
  }

  /** Whether a secret of this form can begin with two characters. */
  boolean begins(char first, char second) {
    Piece piece = pieces.getFirst();
    return can(piece, 0, first) && can(piece, 1, second);
  }

  private static boolean can(Piece piece, int index, char c) {
    return index < piece.literal().length()
        ? piece.literal().charAt(index) == c
        : piece.alphabet().has(c);
  }

  /** How many letters and digits every secret of this form begins with, 64 at the most. */
  int word() {
    int word = 0;
    for (Piece piece : pieces) {
      for (char c : piece.literal().toCharArray()) {
        if (!Alphabet.A.has(c)) {
          return word;
        }
        word++;
      }
      if (!Alphabet.A.hasAll(piece.alphabet())) {
        return word;
      }
      word = Math.min(Long.SIZE, word + piece.least());
      if (piece.least() != piece.most()) {
        return word;
      }
    }
    return word;
  }

  /** How far behind its beginning a character stands that every secret of this form has. */
  int fixed() {
    int offset = 0;
    for (Piece piece : pieces) {
      if (!piece.literal().isEmpty()) {
        return offset + piece.literal().length() - 1;
      }
      if (piece.least() != piece.most()) {
        return -1;
      }
      offset += piece.least();
    }
    return -1;
  }

  /** The character that stands there. */
  char fixedCharacter() {
    for (Piece piece : pieces) {
      if (!piece.literal().isEmpty()) {
        return piece.literal().charAt(piece.literal().length() - 1);
      }
    }
    return View.NONE;
  }

  /** Where the secret that begins at an index ends, or -1 where none does. */
  int end(View view, int start) {
    int i = start;
    long seenLow = 0;
    long seenHigh = 0;
    boolean open = false;
    for (Piece piece : pieces) {
      String literal = piece.literal();
      for (int k = 0; k < literal.length(); k++) {
        if (view.at(i + k) != literal.charAt(k)) {
          return -1;
        }
      }
      i += literal.length();
      int from = i;
      while (i - from < piece.most() && piece.alphabet().has(view.at(i))) {
        char c = view.at(i);
        if (c < 64) {
          seenLow |= 1L << c;
        } else {
          seenHigh |= 1L << c - 64;
        }
        i++;
      }
      while (i - from > piece.least() && view.at(i - 1) == '.') {
        i--;
      }
      if (i - from < piece.least()) {
        return -1;
      }
      open = piece.most() == ANY;
    }
    boolean apart = open || !view.wordAt(i);
    return apart && Long.bitCount(seenLow) + Long.bitCount(seenHigh) >= VARIETY ? i : -1;
  }
}
