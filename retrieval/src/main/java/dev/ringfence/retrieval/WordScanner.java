package dev.ringfence.retrieval;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides a text into its words, and says which belong together: the parts of a code, an address or
 * a hyphenated word, and the groups of a number that is written in groups.
 *
 * <p>Chinese, Japanese and Korean words are pairs of characters, since where one ends is not
 * written; Thai, Lao, Khmer and Burmese are divided by the Java runtime's dictionaries.
 */
final class WordScanner {
  /** Joined by single signs, as codes, addresses, dates and amounts are. */
  private static final Pattern RUN =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}]+(?:(?:[-‐‑/._:@+&'’·]|(?<=\\p{N}),(?=\\p{N}))[\\p{L}\\p{M}\\p{N}]+)*");

  private static final Pattern PARTS = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern CONTRACTION = Pattern.compile("[^'’]+['’][^'’]+");
  private static final int MOST_PARTS = 10;
  private static final int MOST_GROUPS = 12;

  /**
   * What stands together.
   *
   * @param words its words, in lower case
   * @param whole all of it without the signs between; empty where that is its one word, or nothing
   *     that anybody would write
   * @param written as it stands, in lower case
   * @param code whether it has a digit or is an address: worth finding verbatim
   * @param again whether its words stand in runs of their own, too
   */
  record Run(List<String> words, String whole, String written, boolean code, boolean again) {}

  private WordScanner() {}

  /** The runs of a text, in their order. */
  static List<Run> runs(String text) {
    String lower = Folding.lower(text);
    List<Run> runs = new ArrayList<>();
    Matcher matcher = RUN.matcher(lower);
    List<String> groups = new ArrayList<>();
    int end = -1;
    while (matcher.find()) {
      String written = matcher.group();
      boolean number = hasDigit(written);
      boolean adjacent = matcher.start() == end + 1 && end >= 0 && lower.charAt(end) == ' ';
      if (!number || !adjacent) {
        joinGroups(groups, runs);
      }
      if (number) {
        groups.add(written);
      }
      end = matcher.end();
      runs.add(run(written, number));
    }
    joinGroups(groups, runs);
    return runs;
  }

  /** A number in groups, such as an IBAN, is found however it is grouped. */
  private static void joinGroups(List<String> groups, List<Run> runs) {
    if (groups.size() > 1 && groups.size() <= MOST_GROUPS) {
      List<String> parts = groups.stream().flatMap(group -> parts(group).stream()).toList();
      runs.add(new Run(parts, String.join("", parts), String.join(" ", groups), true, true));
    }
    groups.clear();
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Most words of most texts: nothing in them has to be looked up. */
  private static boolean isPlain(String lower) {
    for (int i = 0; i < lower.length(); i++) {
      char sign = lower.charAt(i);
      if ((sign < 'a' || sign > 'z') && (sign < '0' || sign > '9')) {
        return false;
      }
    }
    return true;
  }

  private static Run run(String written, boolean number) {
    if (isPlain(written)) {
      return new Run(List.of(written), "", written, number, false);
    }
    List<String> parts = parts(written);
    List<String> words = new ArrayList<>();
    for (String part : parts) {
      addWords(part, parts.size() > 1, words);
    }
    boolean whole = parts.size() > 1 && parts.size() <= MOST_PARTS;
    return new Run(
        List.copyOf(words),
        whole ? String.join("", parts) : "",
        written,
        number || written.indexOf('@') > 0,
        false);
  }

  private static List<String> parts(String written) {
    return PARTS.matcher(written).results().map(part -> part.group()).toList();
  }

  private static void addWords(String part, boolean ofSeveral, List<String> words) {
    int start = 0;
    while (start < part.length()) {
      Kind kind = Kind.of(part.codePointAt(start));
      int end = start;
      while (end < part.length() && sameKind(kind, part.codePointAt(end))) {
        end += Character.charCount(part.codePointAt(end));
      }
      String piece = part.substring(start, end);
      switch (kind) {
        case PAIRS -> addPairs(piece, words);
        case DICTIONARY -> addByDictionary(piece, words);
        case SPACED -> {
          // A letter alone between signs is what is left of an article or an ending: l'eau, what's.
          if (!ofSeveral || piece.length() > 1 || Character.isDigit(piece.charAt(0))) {
            words.add(piece);
          }
        }
      }
      start = end;
    }
  }

  private static boolean sameKind(Kind kind, int point) {
    return Kind.of(point) == kind || Character.getType(point) == Character.NON_SPACING_MARK;
  }

  private static void addPairs(String piece, List<String> words) {
    int[] points = piece.codePoints().toArray();
    if (points.length == 1) {
      words.add(piece);
    }
    for (int i = 0; i + 1 < points.length; i++) {
      words.add(new String(points, i, 2));
    }
  }

  private static void addByDictionary(String piece, List<String> words) {
    BreakIterator iterator = BreakIterator.getWordInstance(Locale.forLanguageTag("th"));
    iterator.setText(piece);
    int start = iterator.first();
    for (int end = iterator.next(); end != BreakIterator.DONE; start = end, end = iterator.next()) {
      words.add(piece.substring(start, end));
    }
  }

  /** Whether a run is two words that an apostrophe contracts, such as {@code don't}. */
  static boolean isContraction(Run run) {
    return CONTRACTION.matcher(run.written()).matches();
  }

  /** How words of a script are told apart. */
  private enum Kind {
    SPACED,
    PAIRS,
    DICTIONARY;

    static Kind of(int point) {
      return switch (UnicodeScript.of(point)) {
        case HAN, HIRAGANA, KATAKANA, HANGUL -> PAIRS;
        case THAI, LAO, KHMER, MYANMAR -> DICTIONARY;
        // The long vowel sign of Japanese belongs to no script.
        case COMMON -> point == 'ー' ? PAIRS : SPACED;
        default -> SPACED;
      };
    }
  }
}
