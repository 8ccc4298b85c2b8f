package dev.ringfence.recognition;

/** Which characters of a text are letters or digits, as a bit for each; beyond its ends none is. */
final class WordBits {
  /** With a block that is empty before the first, and two behind the last. */
  private final long[] bits;

  /**
   * @param bits 64 characters each, the first one in the lowest bit
   */
  WordBits(long[] bits) {
    this.bits = new long[bits.length + 3];
    System.arraycopy(bits, 0, this.bits, 1, bits.length);
  }

  /**
   * The 64 characters from an index on.
   *
   * @param index at least 64 before the text, and no more than its length
   */
  long from(int index) {
    int block = (index >> 6) + 1;
    return bits[block] >>> index | bits[block + 1] << 1 << ~index;
  }

  /** Where the word ends that has a letter or digit at an index, or 64 behind it. */
  int end(int index) {
    return index + Long.numberOfTrailingZeros(~from(index));
  }

  /** Where the word begins that ends before an index, or 64 before it. */
  int start(int index) {
    return index - Long.numberOfLeadingZeros(~from(index - Long.SIZE));
  }
}
