package dev.ringfence.recognition;

import java.util.Set;
import java.util.function.Predicate;

/**
 * A number by which a state knows a person: what it is written like, and what makes it right.
 *
 * @param region whose it is, as an ISO 3166 code
 * @param name what it is, for people
 * @param mask its characters without separators
 * @param kind what makes it right, and whose it is
 * @param check whether characters that fit the mask, in capitals, are right
 * @param alone the layouts that nothing else has, as {@link Written#layout} names them
 * @param usual the layouts that other numbers have too
 * @param words what it is called, in lower case
 */
record NationalId(
    String region,
    String name,
    Mask mask,
    Kind kind,
    Predicate<String> check,
    Set<String> alone,
    Set<String> usual,
    Set<String> words) {
  /**
   * A number's characters without separators.
   *
   * @param signs {@code 9} for a digit, {@code A} for a letter, {@code X} for either
   * @param digits which are digits, as bits from the lowest on
   * @param letters which are letters
   */
  record Mask(String signs, int digits, int letters) {
    static Mask of(String signs) {
      return new Mask(signs, places(signs, '9'), places(signs, 'A'));
    }

    /**
     * Whether characters have this shape.
     *
     * @param those which of them are letters, as bits from the lowest on
     */
    boolean fits(int those) {
      return (those & digits) == 0 && (~those & letters) == 0;
    }

    /** The same for so many characters in front. */
    boolean begins(int those, int count) {
      return (those & digits) == 0 && (~those & letters & (1 << count) - 1) == 0;
    }

    private static int places(String signs, char sign) {
      int places = 0;
      for (int i = 0; i < signs.length(); i++) {
        places |= (signs.charAt(i) == sign ? 1 : 0) << i;
      }
      return places;
    }
  }

  /** What makes a number right, and whose it is. */
  enum Kind {
    /** A person's, with a check sum. */
    CHECKED,
    /** A person's, with a grammar alone. */
    RULED,
    /** A company's, which may be one person's, with a check sum; masked only by strict policies. */
    COMPANY
  }

  /** Fewest letters with which a number is told from hexadecimal digits in lower case, too. */
  private static final int DISTINCT_LETTERS = 4;

  NationalId {
    alone = Set.copyOf(alone);
    usual = Set.copyOf(usual);
    words = Set.copyOf(words);
  }

  /** One that a check sum makes right. */
  static NationalId checked(String region, String name, String mask, Predicate<String> check) {
    return new NationalId(
        region, name, Mask.of(mask), Kind.CHECKED, check, Set.of(), Set.of(), Set.of());
  }

  /** One that has a grammar, and no check sum. */
  static NationalId ruled(String region, String name, String mask, Predicate<String> check) {
    return new NationalId(
        region, name, Mask.of(mask), Kind.RULED, check, Set.of(), Set.of(), Set.of());
  }

  /** One of companies, that a check sum makes right. */
  static NationalId company(String region, String name, String mask, Predicate<String> check) {
    return new NationalId(
        region, name, Mask.of(mask), Kind.COMPANY, check, Set.of(), Set.of(), Set.of());
  }

  NationalId alone(String... layouts) {
    return new NationalId(region, name, mask, kind, check, Set.of(layouts), usual, words);
  }

  /** Adds the layouts; in one piece, any is usual. */
  NationalId usual(String... layouts) {
    return new NationalId(region, name, mask, kind, check, alone, Set.of(layouts), words);
  }

  NationalId called(String... names) {
    return new NationalId(region, name, mask, kind, check, alone, usual, Set.of(names));
  }

  int length() {
    return mask.signs().length();
  }

  /** Whether characters of the mask's length, in capitals, are such a number. */
  boolean fits(String compact) {
    int letters = 0;
    for (int i = 0; i < compact.length(); i++) {
      letters |= (compact.charAt(i) > '9' ? 1 : 0) << i;
    }
    return mask.fits(letters) && check.test(compact);
  }

  /** How sure it is where all speaks for it. */
  Certainty best() {
    return switch (kind) {
      case CHECKED -> Certainty.PROVEN;
      case RULED -> Certainty.LIKELY;
      case COMPANY -> Certainty.POSSIBLE;
    };
  }

  /** Whether the number's letters are not such as hexadecimal digits and units have as well. */
  boolean distinct(View view, int start, int end) {
    if (kind == Kind.CHECKED && Integer.bitCount(mask.letters()) >= DISTINCT_LETTERS) {
      return true;
    }
    String text = view.text(start, end);
    return text.chars().noneMatch(c -> c >= 'a' && c <= 'z');
  }
}
