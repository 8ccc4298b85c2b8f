package dev.ringfence.recognition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the characters stand in a text that are of a kind of {@link Trigger}: a bit for each digit,
 * a bit for each other one, and the kinds of these in each block of the text. All recognizers share
 * the one pass that finds them.
 */
final class Triggers {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final char[] chars;
  private final int length;
  private final long[] digits;
  private final long[] signs;
  private final byte[] kinds;

  private Triggers(char[] chars, int length) {
    this.chars = chars;
    this.length = length;
    int blocks = length / Long.SIZE + 1;
    this.digits = new long[blocks];
    this.signs = new long[blocks];
    this.kinds = new byte[blocks];
  }

  static Triggers of(char[] chars, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) Math.min(chars[i], 0x80);
    }
    return of(chars, bytes);
  }

  /**
   * The same where the characters are bytes.
   *
   * @param bytes what each of the characters is, if it is in ASCII
   */
  static Triggers of(char[] chars, byte[] bytes) {
    Triggers triggers = new Triggers(chars, bytes.length);
    int i = 0;
    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, i);
      triggers.digits[i / Long.SIZE] |= Trigger.digits(eight) << i;
      for (long signs = Trigger.maybeSigns(eight); signs != 0; signs &= signs - 1) {
        triggers.note(i + Long.numberOfTrailingZeros(signs));
      }
    }
    for (; i < bytes.length; i++) {
      triggers.note(i);
    }
    return triggers;
  }

  private void note(int index) {
    int kind = Trigger.of(chars[index]);
    if (kind == Trigger.DIGIT) {
      digits[index / Long.SIZE] |= 1L << index;
    } else if (kind != 0) {
      signs[index / Long.SIZE] |= 1L << index;
      kinds[index / Long.SIZE] |= (byte) kind;
    }
  }

  /** The next character of some kinds from an index on and before a limit, or the limit. */
  int seek(int from, int limit, int those) {
    int end = Math.min(limit, length);
    int start = Math.max(0, from);
    boolean digit = (those & Trigger.DIGIT) != 0;
    for (int block = start / Long.SIZE; block * Long.SIZE < end; block++) {
      long bits = digit ? digits[block] : 0;
      if ((kinds[block] & those) != 0) {
        bits |= signs[block];
      }
      bits &= block * Long.SIZE < start ? -1L << start : -1L;
      for (; bits != 0; bits &= bits - 1) {
        int index = block * Long.SIZE + Long.numberOfTrailingZeros(bits);
        if (index >= end) {
          return limit;
        }
        if ((Trigger.of(chars[index]) & those) != 0) {
          return index;
        }
      }
    }
    return limit;
  }
}
