package dev.ringfence.recognition;

/**
 * Eight characters of ASCII judged at once, as the bytes of a number from its lowest on. Adding 128
 * less a bound to a byte sets its highest bit from the bound on, and none carries into the next
 * byte. A byte above 127 is none of the characters that are asked for.
 */
final class EightBytes {
  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private EightBytes() {}

  /** Which are digits, as eight bits from the lowest on. */
  static long digits(long eight) {
    return bits(range(eight & ~HIGH, '0', '9') & ~eight);
  }

  /** Which are the sign of an e-mail address; mostly none, and that is known soonest. */
  static long ats(long eight) {
    long other = eight ^ LOW * '@';
    long same = ~(((other & ~HIGH) + ~HIGH) | other) & HIGH;
    return same == 0 ? 0 : bits(same);
  }

  /** Which are letters. */
  static long letters(long eight) {
    return bits(range(eight & ~HIGH | LOW * 0x20, 'a', 'z') & ~eight);
  }

  static long capitals(long eight) {
    return bits(range(eight & ~HIGH, 'A', 'Z') & ~eight);
  }

  static long spaces(long eight) {
    return bits(range(eight & ~HIGH, ' ', ' ') & ~eight);
  }

  /** Sets the highest bit of each byte that is in a range; those of the bytes are not set. */
  private static long range(long low, int first, int last) {
    return (low + LOW * (0x80 - first)) & ~(low + LOW * (0x7F - last));
  }

  /** The highest bits of eight bytes, as the lowest ones of a number. */
  private static long bits(long eight) {
    return ((eight & HIGH) >>> 7) * 0x0102040810204080L >>> 56;
  }
}
