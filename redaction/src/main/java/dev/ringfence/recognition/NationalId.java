package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A number by which a state knows a person: what it is written like, and what makes it right.
 *
 * @param region whose it is, as an ISO 3166 code
 * @param name what it is, for people
 * @param mask its characters without separators: {@code 9} a digit, {@code A} a letter, {@code X}
 *     either
 * @param kind what makes it right, and whose it is
 * @param check whether characters that fit the mask, in capitals, are right
 * @param alone the layouts that nothing else has, as {@link Written#layout} names them
 * @param usual the layouts that other numbers have too
 * @param words what it is called, in lower case
 */
record NationalId(
    String region,
    String name,
    String mask,
    Kind kind,
    Predicate<String> check,
    Set<String> alone,
    Set<String> usual,
    Set<String> words) {
  /** What makes a number right, and whose it is. */
  enum Kind {
    /** A person's, with a check sum. */
    CHECKED,
    /** A person's, with a grammar alone. */
    RULED,
    /** A company's, which may be one person's, with a check sum; masked only by strict policies. */
    COMPANY
  }

  /** Most groups of a layout that only a word beside it makes this number. */
  private static final int MOST_GROUPS = 6;

  /** Fewest letters with which a number is told from hexadecimal digits in lower case, too. */
  private static final int DISTINCT_LETTERS = 4;

  NationalId {
    alone = Set.copyOf(alone);
    usual = Set.copyOf(usual);
    words = Set.copyOf(words);
  }

  /** One that a check sum makes right. */
  static NationalId checked(String region, String name, String mask, Predicate<String> check) {
    return new NationalId(region, name, mask, Kind.CHECKED, check, Set.of(), Set.of(), Set.of());
  }

  /** One that has a grammar, and no check sum. */
  static NationalId ruled(String region, String name, String mask, Predicate<String> check) {
    return new NationalId(region, name, mask, Kind.RULED, check, Set.of(), Set.of(), Set.of());
  }

  /** One of companies, that a check sum makes right. */
  static NationalId company(String region, String name, String mask, Predicate<String> check) {
    return new NationalId(region, name, mask, Kind.COMPANY, check, Set.of(), Set.of(), Set.of());
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
    return mask.length();
  }

  /** Whether characters of the mask's length, in capitals, are such a number. */
  boolean fits(String compact) {
    for (int i = 0; i < mask.length(); i++) {
      boolean digit = compact.charAt(i) <= '9';
      char expected = mask.charAt(i);
      if ((expected == '9' && !digit) || (expected == 'A' && digit)) {
        return false;
      }
    }
    return check.test(compact);
  }

  /** How sure it is that characters that fit are this number, from how and where they stand. */
  Optional<Certainty> certainty(View view, Context context, int start, Written written) {
    int end = written.end(length());
    boolean apart = Edges.apart(view, start, end);
    boolean hangs =
        !apart
            && Edges.ends(view, end)
            && (Edges.hangsOnName(view, start) || words.contains(wordBefore(view, start)));
    if (!apart && !hangs) {
      return Optional.empty();
    }
    int groups = written.groups(length());
    String layout = written.layout(length());
    boolean writtenSo = groups == 1 || alone.contains(layout) || usual.contains(layout);
    boolean spelled = groups == length();
    if ((writtenSo || spelled || groups <= MOST_GROUPS)
        && Beside.says(view, context, start, end, words)) {
      return Optional.of(best());
    }
    if (hangs || !writtenSo) {
      return Optional.empty();
    }
    if (alone.contains(layout) && distinct(view, start, end)) {
      return Optional.of(best());
    }
    boolean here = kind == Kind.CHECKED && context.regions().contains(region);
    return Optional.of(here ? Certainty.LIKELY : Certainty.POSSIBLE);
  }

  /** How sure it is where all speaks for it. */
  private Certainty best() {
    return switch (kind) {
      case CHECKED -> Certainty.PROVEN;
      case RULED -> Certainty.LIKELY;
      case COMPANY -> Certainty.POSSIBLE;
    };
  }

  /** Whether the number's letters are not such as hexadecimal digits and units have as well. */
  private boolean distinct(View view, int start, int end) {
    if (kind == Kind.CHECKED && mask.chars().filter(c -> c == 'A').count() >= DISTINCT_LETTERS) {
      return true;
    }
    String text = view.text(start, end);
    return text.chars().noneMatch(c -> c >= 'a' && c <= 'z');
  }

  private static String wordBefore(View view, int start) {
    int from = start;
    while (start - from < 12 && view.letterAt(from - 1)) {
      from--;
    }
    return view.text(from, start).toLowerCase(Locale.ROOT);
  }
}
