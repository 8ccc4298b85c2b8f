package dev.ringfence.recognition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of characters stand where in a text, as a bit for each character and kind. Digits and
 * the signs of addresses are found in one pass; the rest a block at a time, once somebody asks. All
 * recognizers share it.
 */
final class Triggers {
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

  private @Nullable WordBits words;

  private Triggers(char[] chars, byte[] bytes) {
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

  static Triggers of(char[] chars) {
    byte[] bytes = new byte[chars.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.min(chars[i], 0x80);
    }
    return new Triggers(chars, bytes);
  }

  /**
   * The same where the characters are bytes.
   *
   * @param bytes what each of the characters is, if it is in ASCII
   */
  static Triggers of(char[] chars, byte[] bytes) {
    return new Triggers(chars, bytes);
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

  /** Where a block stands among what is read of blocks, behind the last block 0 with no bits. */
  private int known(int block) {
    if (second.length == 0) {
      second = new long[first.length / FIRST * SECOND];
    }
    if (second[block * SECOND + KINDS] == 0) {
      read(block);
    }
    return block * SECOND;
  }

  private int blocks() {
    return first.length / FIRST;
  }

  private long bits(int block, int of) {
    if (block >= blocks()) {
      return 0;
    }
    int known = known(block);
    return second[known + of];
  }

  private long words(int block) {
    return block < blocks() ? bits(block, LETTERS) | first[block * FIRST + DIGITS] : 0;
  }

  /** Which characters are letters or digits. */
  WordBits words() {
    WordBits known = words;
    if (known == null) {
      long[] bits = new long[blocks()];
      for (int block = 0; block < bits.length; block++) {
        bits[block] = words(block);
      }
      known = new WordBits(bits);
      words = known;
    }
    return known;
  }

  /** The next character of some kinds from an index on and before a limit, or the limit. */
  int seek(int from, int limit, int those) {
    int end = Math.min(limit, length);
    int start = Math.max(0, from);
    boolean digit = (those & Trigger.DIGIT) != 0;
    boolean simple = (those & ~(Trigger.DIGIT | Trigger.AT)) == 0;
    boolean at = simple && (those & Trigger.AT) != 0;
    for (int block = start / Long.SIZE; block * Long.SIZE < end; block++) {
      long bits = digit ? first[block * FIRST + DIGITS] : 0;
      if (at) {
        bits |= first[block * FIRST + ATS];
      } else if (!simple) {
        int known = known(block);
        bits |= (second[known + KINDS] & those) != 0 ? second[known + SIGNS] : 0;
      }
      bits &= block * Long.SIZE < start ? -1L << start : -1L;
      for (; bits != 0; bits &= bits - 1) {
        int index = block * Long.SIZE + Long.numberOfTrailingZeros(bits);
        if (index >= end) {
          return limit;
        }
        if (simple || (Trigger.of(chars[index]) & those) != 0) {
          return index;
        }
      }
    }
    return limit;
  }

  /**
   * The first of some digits, from an index on, that stand near each other; or the text's end.
   *
   * @param fewest how many digits there are at least
   * @param gap how many other characters stand between two of them at most
   */
  int seekDigits(int from, int fewest, int gap) {
    int run = seek(from, length, Trigger.DIGIT);
    int i = run;
    int count = 0;
    while (i < length) {
      int end = i + Long.numberOfTrailingZeros(~digitsFrom(i));
      count += end - i;
      if (count >= fewest) {
        return run;
      }
      i = seek(end, length, Trigger.DIGIT);
      if (i - end > gap) {
        run = i;
        count = 0;
      }
    }
    return length;
  }

  /** The same behind some of them, which the next ones belong to if they are near. */
  int seekNextDigits(int from, int fewest, int gap) {
    int next = seek(from, length, Trigger.DIGIT);
    return next - from <= gap ? next : seekDigits(next, fewest, gap);
  }

  /** Which of the 64 characters from an index of the text on are digits. */
  long digitsFrom(int index) {
    int block = index / Long.SIZE;
    int place = index % Long.SIZE;
    long digits = first[block * FIRST + DIGITS] >>> place;
    boolean more = place > 0 && block + 1 < blocks();
    return more ? digits | first[(block + 1) * FIRST + DIGITS] << Long.SIZE - place : digits;
  }

  /** Where so many characters of base64 begin to stand in a row, or the text's end. */
  int seekCode(int from, int many) {
    int start = Math.max(0, from);
    for (int block = start / Long.SIZE; block < blocks(); block++) {
      long here = codeRuns(block, many) & (block * Long.SIZE < start ? -1L << start : -1L);
      if (here != 0) {
        return block * Long.SIZE + Long.numberOfTrailingZeros(here);
      }
    }
    return length;
  }

  /** At which characters of a block so many of base64 begin to stand in a row, 64 at the most. */
  long codeRuns(int block, int many) {
    long here = bits(block, CODE);
    long next = bits(block + 1, CODE);
    for (int reached = 1; reached < many && here != 0; ) {
      int step = Math.min(reached, many - reached);
      here &= here >>> step | next << Long.SIZE - step;
      next &= next >>> step;
      reached += step;
    }
    return here;
  }

  /**
   * Which characters of a block are the last letters of words, or capitals before small letters, or
   * signs, if some of the block's are of some kinds.
   */
  long endsOfWords(int block, int those) {
    int known = known(block);
    long letters = second[known + LETTERS];
    long capitals = second[known + CAPITALS];
    long letterNext = letters >>> 1 | bits(block + 1, LETTERS) << Long.SIZE - 1;
    long capitalNext = capitals >>> 1 | bits(block + 1, CAPITALS) << Long.SIZE - 1;
    long signs = (second[known + KINDS] & those) != 0 ? second[known + SIGNS] : 0;
    return letters & ~letterNext | capitals & letterNext & ~capitalNext | signs;
  }

  /**
   * Which characters of a block are the first of words, or signs that no word ends before, if some
   * of the block's are of some kinds.
   */
  long beginningsOfWords(int block, int those) {
    long words = words(block);
    long before = words << 1 | (block == 0 ? 0 : words(block - 1) >>> Long.SIZE - 1);
    int known = known(block);
    long signs = (second[known + KINDS] & those) != 0 ? second[known + SIGNS] : 0;
    return (words | signs) & ~before;
  }

  /** Which characters of a block are the only letter or digit between others. */
  long alone(int block) {
    long words = words(block);
    long before = words << 1 | (block == 0 ? 0 : words(block - 1) >>> Long.SIZE - 1);
    long next = words >>> 1 | words(block + 1) << Long.SIZE - 1;
    return words & ~before & ~next;
  }

  /**
   * The last letter before an index and not before a floor; below the floor where there is none.
   */
  int letterBefore(int index, int floor) {
    int i = Math.min(index, length) - 1;
    while (i >= floor) {
      long those = bits(i / Long.SIZE, LETTERS) << Long.SIZE - 1 - i % Long.SIZE;
      if (those != 0) {
        return i - Long.numberOfLeadingZeros(those);
      }
      i = i / Long.SIZE * Long.SIZE - 1;
    }
    return floor - 1;
  }

  /** The first letter from an index on and before a ceiling, or the ceiling. */
  int letterFrom(int index, int ceiling) {
    int i = Math.max(0, index);
    while (i < ceiling && i < length) {
      long those = bits(i / Long.SIZE, LETTERS) >>> i % Long.SIZE;
      if (those != 0) {
        return Math.min(ceiling, i + Long.numberOfTrailingZeros(those));
      }
      i = i / Long.SIZE * Long.SIZE + Long.SIZE;
    }
    return ceiling;
  }
}
