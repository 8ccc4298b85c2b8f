package dev.ringfence.recognition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What kinds of characters stand where in a text: for each block of 64 characters a number of bits,
 * the lowest for the first. Digits and the signs of addresses are found in one pass, and the rest a
 * block at a time, once somebody asks. Behind the text all bits are 0.
 */
final class CharacterBits {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What is known at once of each block: the bits of its digits, and of the signs. */
  private static final int DIGITS = 0;

  private static final int ATS = 1;
  private static final int FIRST = 2;

  /** What is known of a block once it was read: its letters, and which of them are capitals. */
  private static final int LETTERS = 0;

  private static final int CAPITALS = 1;

  /** What base64 consists of. */
  private static final int CODE = 2;

  /** What else is of a kind, and the kinds of all that. */
  private static final int SIGNS = 3;

  private static final int KINDS = 4;
  private static final int SECOND = 5;

  /** Set among the kinds of a block that was read. */
  private static final long READ = 1L << 63;

  private final char[] chars;
  private final byte[] bytes;
  private final int length;
  private final long[] first;
  private long[] second = {};

  /**
   * @param bytes what each of the characters is, if it is in ASCII, and else a negative number
   */
  CharacterBits(char[] chars, byte[] bytes) {
    this.chars = chars;
    this.bytes = bytes;
    this.length = bytes.length;
    this.first = new long[(length / Long.SIZE + 1) * FIRST];
    int whole = length / Long.SIZE;
    for (int block = 0; block < whole; block++) {
      readFirst(block, bytes, block * Long.SIZE);
    }
    readFirst(whole, last(), 0);
  }

  /** How many blocks there are, the last of which is not whole. */
  int blocks() {
    return first.length / FIRST;
  }

  long digits(int block) {
    return block < blocks() ? first[block * FIRST + DIGITS] : 0;
  }

  long ats(int block) {
    return first[block * FIRST + ATS];
  }

  long letters(int block) {
    return bits(block, LETTERS);
  }

  long capitals(int block) {
    return bits(block, CAPITALS);
  }

  /** Which are what base64 consists of. */
  long code(int block) {
    return bits(block, CODE);
  }

  /** Which are signs of any kind, if some of them are of one of those kinds; else none. */
  long signs(int block, int those) {
    return (bits(block, KINDS) & those) != 0 ? bits(block, SIGNS) : 0;
  }

  /** Which are letters or digits. */
  long words(int block) {
    return letters(block) | digits(block);
  }

  private long bits(int block, int of) {
    if (block >= blocks()) {
      return 0;
    }
    if (second.length == 0) {
      second = new long[blocks() * SECOND];
    }
    if (second[block * SECOND + KINDS] == 0) {
      read(block);
    }
    return second[block * SECOND + of];
  }

  /** The bytes of the block that is not whole, and zeros behind them. */
  private byte[] last() {
    int from = length / Long.SIZE * Long.SIZE;
    return Arrays.copyOfRange(bytes, from, from + Long.SIZE);
  }

  private void readFirst(int block, byte[] from, int offset) {
    long digits = 0;
    long ats = 0;
    for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
      long eight = (long) EIGHT.get(from, offset + i);
      digits |= EightBytes.digits(eight) << i;
      ats |= EightBytes.ats(eight) << i;
    }
    first[block * FIRST + DIGITS] = digits;
    first[block * FIRST + ATS] = ats;
  }

  private void read(int block) {
    int base = block * Long.SIZE;
    boolean whole = base + Long.SIZE <= length;
    byte[] from = whole ? bytes : last();
    int offset = whole ? base : 0;
    long letters = 0;
    long capitals = 0;
    long others = 0;
    for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
      long eight = (long) EIGHT.get(from, offset + i);
      long those = EightBytes.letters(eight);
      letters |= those << i;
      capitals |= EightBytes.capitals(eight) << i;
      others |= (0xFF & ~(those | EightBytes.spaces(eight))) << i;
    }
    others &= ~first[block * FIRST + DIGITS] & (whole ? -1L : (1L << length - base) - 1);
    int at = block * SECOND;
    second[at + CODE] = letters | first[block * FIRST + DIGITS];
    long signs = 0;
    long code = 0;
    long kinds = READ;
    for (; others != 0; others &= others - 1) {
      int place = Long.numberOfTrailingZeros(others);
      int kind = Trigger.of(chars[base + place]);
      kinds |= kind;
      signs |= (kind == 0 ? 0L : 1L) << place;
      code |= ((kind & Trigger.CODE) == 0 ? 0L : 1L) << place;
      if ((kind & Trigger.FOREIGN) != 0) {
        letters |= (letter(base + place) ? 1L : 0L) << place;
        capitals |= (Character.isUpperCase(chars[base + place]) ? 1L : 0L) << place;
      }
    }
    second[at + LETTERS] = letters;
    second[at + CAPITALS] = capitals;
    second[at + CODE] |= code;
    second[at + SIGNS] = signs;
    second[at + KINDS] = kinds;
  }

  private boolean letter(int index) {
    char c = chars[index];
    boolean high = Character.isHighSurrogate(c) && index + 1 < length;
    boolean low = Character.isLowSurrogate(c) && index > 0;
    int from = low ? index - 1 : index;
    return Character.isLetter(
        high || low ? Character.codePointAt(chars, from, Math.min(length, from + 2)) : c);
  }
}
