package dev.ringfence.recognition;

import org.jspecify.annotations.Nullable;

/**
 * Where characters of some kinds stand in a text, next or before, alone or in a row. All
 * recognizers share it.
 */
final class Triggers {
  private final char[] chars;
  private final int length;
  private final CharacterBits bits;
  private @Nullable WordBits words;

  private Triggers(char[] chars, byte[] bytes) {
    this.chars = chars;
    this.length = bytes.length;
    this.bits = new CharacterBits(chars, bytes);
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

  /** Which characters are letters or digits. */
  WordBits words() {
    WordBits known = words;
    if (known == null) {
      long[] all = new long[bits.blocks()];
      for (int block = 0; block < all.length; block++) {
        all[block] = bits.words(block);
      }
      known = new WordBits(all);
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
      long here = digit ? bits.digits(block) : 0;
      if (at) {
        here |= bits.ats(block);
      } else if (!simple) {
        here |= bits.signs(block, those);
      }
      here &= block * Long.SIZE < start ? -1L << start : -1L;
      for (; here != 0; here &= here - 1) {
        int index = block * Long.SIZE + Long.numberOfTrailingZeros(here);
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
    long digits = bits.digits(block) >>> place;
    return place > 0 ? digits | bits.digits(block + 1) << Long.SIZE - place : digits;
  }

  /** Where so many characters of base64 begin to stand in a row, or the text's end. */
  int seekCode(int from, int many) {
    int start = Math.max(0, from);
    for (int block = start / Long.SIZE; block < bits.blocks(); block++) {
      long here = codeRuns(block, many) & (block * Long.SIZE < start ? -1L << start : -1L);
      if (here != 0) {
        return block * Long.SIZE + Long.numberOfTrailingZeros(here);
      }
    }
    return length;
  }

  /** At which characters of a block so many of base64 begin to stand in a row, 64 at the most. */
  long codeRuns(int block, int many) {
    long here = bits.code(block);
    long next = bits.code(block + 1);
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
    long letters = bits.letters(block);
    long capitals = bits.capitals(block);
    long letterNext = letters >>> 1 | bits.letters(block + 1) << Long.SIZE - 1;
    long capitalNext = capitals >>> 1 | bits.capitals(block + 1) << Long.SIZE - 1;
    long inside = capitals & letterNext & ~capitalNext;
    return letters & ~letterNext | inside | bits.signs(block, those);
  }

  /**
   * Which characters of a block are the first of words, or signs that no word ends before, if some
   * of the block's are of some kinds.
   */
  long beginningsOfWords(int block, int those) {
    return (bits.words(block) | bits.signs(block, those)) & ~before(block);
  }

  /** Which characters of a block are the only letter or digit between others. */
  long alone(int block) {
    long words = bits.words(block);
    long next = words >>> 1 | bits.words(block + 1) << Long.SIZE - 1;
    return words & ~before(block) & ~next;
  }

  /** Which characters of a block a letter or a digit stands before. */
  private long before(int block) {
    return bits.words(block) << 1 | (block == 0 ? 0 : bits.words(block - 1) >>> Long.SIZE - 1);
  }

  /**
   * The last letter before an index and not before a floor; below the floor where there is none.
   */
  int letterBefore(int index, int floor) {
    int i = Math.min(index, length) - 1;
    while (i >= floor) {
      long those = bits.letters(i / Long.SIZE) << Long.SIZE - 1 - i % Long.SIZE;
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
      long those = bits.letters(i / Long.SIZE) >>> i % Long.SIZE;
      if (those != 0) {
        return Math.min(ceiling, i + Long.numberOfTrailingZeros(those));
      }
      i = i / Long.SIZE * Long.SIZE + Long.SIZE;
    }
    return ceiling;
  }
}
