package dev.ringfence.recognition;

/** The check sums that several kinds of numbers share. */
final class Checksums {
  private static final int[][] DIHEDRAL = new int[10][10];
  private static final int[][] PERMUTED = new int[8][10];

  static {
    for (int a = 0; a < 10; a++) {
      for (int b = 0; b < 10; b++) {
        int turned = a < 5 ? (a + b) % 5 : (a - b + 10) % 5;
        DIHEDRAL[a][b] = (a < 5) == (b < 5) ? turned : turned + 5;
      }
    }
    PERMUTED[0] = new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    PERMUTED[1] = new int[] {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    for (int row = 2; row < 8; row++) {
      for (int i = 0; i < 10; i++) {
        PERMUTED[row][i] = PERMUTED[row - 1][PERMUTED[1][i]];
      }
    }
  }

  private Checksums() {}

  /** Whether characters are not all the same, with which most check sums are right by chance. */
  static boolean varied(CharSequence characters) {
    for (int i = 1; i < characters.length(); i++) {
      if (characters.charAt(i) != characters.charAt(0)) {
        return true;
      }
    }
    return false;
  }

  /** ISO/IEC 7812-1, annex B: every second digit from the right counts twice. */
  static boolean luhn(CharSequence digits) {
    int sum = 0;
    boolean twice = false;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = (digits.charAt(i) - '0') * (twice ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  /**
   * ISO/IEC 7064 MOD 97-10 over digits and upper-case letters, which count from 10 on.
   *
   * @return what remains of the number
   */
  static int mod97(CharSequence characters) {
    int rest = 0;
    for (int i = 0; i < characters.length(); i++) {
      int value = Character.digit(characters.charAt(i), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest;
  }

  /** ISO/IEC 7064 MOD 11,10, the last digit being the check. */
  static boolean mod11and10(CharSequence digits) {
    int product = 10;
    int last = digits.length() - 1;
    for (int i = 0; i < last; i++) {
      int sum = (digits.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (product + digits.charAt(last) - '0') % 10 == 1;
  }

  /** J. Verhoeff, Error detecting decimal codes, 1969: over the dihedral group of the pentagon. */
  static boolean verhoeff(CharSequence digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      check = DIHEDRAL[check][PERMUTED[i % 8][digit]];
    }
    return check == 0;
  }

  /** The sum of digits, each times its weight; further digits do not count. */
  static int weighted(CharSequence digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (digits.charAt(i) - '0') * weights[i];
    }
    return sum;
  }
}
