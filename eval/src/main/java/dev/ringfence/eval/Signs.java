package dev.ringfence.eval;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Morse code, words of spelling alphabets, and characters that nobody sees. */
final class Signs {
  private static final Map<String, String> LETTERS =
      table(
          "a .- b -... c -.-. d -.. e . f ..-. g --. h .... i .. j .--- k -.- l .-.. m -- n -."
              + " o --- p .--. q --.- r .-. s ... t - u ..- v ...- w .-- x -..- y -.-- z --..");

  private static final String[] WORDS =
      ("alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike"
              + " november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee"
              + " zulu")
          .split(" ");
  private static final Set<String> SPELLED = Set.of(WORDS);

  /** The same by every turn that a text can be given. */
  private static final Set<String> TURNED =
      Turning.OF_PIECES.stream()
          .flatMap(turn -> Stream.of(WORDS).map(turn::of))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern X_RAY = Pattern.compile("(?i)x-ray");
  private static final int SHORTEST_WORD = 4;
  private static final int LONGEST_WORD = 8;
  private static final int LEAST = 4;

  /** One of four words may be written in two. */
  private static final int LEAST_WORDS = 3;

  private static final int NEAR = 3;

  private static final int BLANK = 0x200B;
  private static final int JOINER = 0x200D;

  /** The first half of all tags and of the other variation selectors. */
  private static final int TAGS = 0xDB40;

  private Signs() {}

  private static Map<String, String> table(String pairs) {
    String[] parts = pairs.split(" ");
    return Stream.iterate(0, i -> i < parts.length, i -> i + 2)
        .collect(Collectors.toUnmodifiableMap(i -> parts[i + 1], i -> parts[i]));
  }

  /** Whether a character may belong to a letter of Morse code. */
  static boolean isSign(char c) {
    return c == '.' || c == '-' || plain(c) != c;
  }

  private static char plain(char c) {
    return switch (c) {
      case '\u00b7', '\u2022' -> '.';
      case '\u2013', '\u2212' -> '-';
      default -> c;
    };
  }

  static void morse(String piece, Octets out) {
    StringBuilder read = new StringBuilder();
    StringBuilder sign = new StringBuilder();
    for (int i = 0; i <= piece.length(); i++) {
      if (i < piece.length() && isSign(piece.charAt(i))) {
        sign.append(plain(piece.charAt(i)));
      } else if (!sign.isEmpty()) {
        read.append(LETTERS.getOrDefault(sign.toString(), " "));
        sign.setLength(0);
      }
    }
    out.text(read, false);
  }

  /** Whether a text holds what the decoders of whole texts read. */
  static boolean worthReading(String text) {
    int[] words = new int[1];
    boolean[] unseen = new boolean[1];
    eachWord(text, (word, _) -> words[0] += TURNED.contains(word) ? 1 : 0);
    for (int i = 0; i < text.length() && !unseen[0]; i++) {
      unseen[0] = isUnseen(text.charAt(i));
    }
    return words[0] >= LEAST_WORDS || unseen[0];
  }

  private static boolean isUnseen(char c) {
    return (c >= BLANK && c <= JOINER) || (c >= 0xFE00 && c <= 0xFE0F) || c == TAGS;
  }

  private interface EachWord {
    void at(String word, int start);
  }

  /**
   * Pieces of plain letters among those of other scripts, of which rot13 turns the plain ones
   * alone.
   */
  static void mixed(String piece, Octets out) {
    int plain = 0;
    int strange = 0;
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (c >= 0x80) {
        strange++;
      } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
        plain++;
      }
    }
    if (strange > 0 && plain > 0 && piece.length() >= 2 * LEAST) {
      out.text(piece, false);
    }
  }

  /** Words of letters, of such a length as those of spelling alphabets. */
  private static void eachWord(String text, EachWord each) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      int c = i == text.length() ? ' ' : text.charAt(i) | 0x20;
      if (c < 'a' || c > 'z') {
        if (i - start >= SHORTEST_WORD && i - start <= LONGEST_WORD) {
          each.at(text.substring(start, i).toLowerCase(Locale.ROOT), start);
        }
        start = i + 1;
      }
    }
  }

  /** Alfa for a, bravo for b: words of these that follow one another. */
  static void spelling(String text, Octets out) {
    StringBuilder read = new StringBuilder();
    int[] end = new int[1];
    eachWord(
        X_RAY.matcher(text).replaceAll("xray"),
        (word, start) -> {
          if (SPELLED.contains(word)) {
            read.append(start - end[0] > NEAR ? " " : "").append(word.charAt(0));
            end[0] = start + word.length();
          }
        });
    out.text(read, false);
  }

  /** Tags alone, octets as variation selectors, and bits as two characters without a width. */
  static void invisible(String text, Octets out) {
    StringBuilder tags = new StringBuilder();
    StringBuilder bits = new StringBuilder();
    byte[] octets = new byte[text.length()];
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c < BLANK) {
        continue;
      }
      if (Character.isHighSurrogate((char) c)) {
        c = text.codePointAt(i);
      }
      if (c >= 0xE0020 && c < 0xE007F) {
        tags.append((char) (c - 0xE0000));
      } else if (c >= 0xFE00 && c <= 0xFE0F) {
        octets[n++] = (byte) (c - 0xFE00);
      } else if (c >= 0xE0100 && c <= 0xE01EF) {
        octets[n++] = (byte) (c - 0xE0100 + 16);
      } else if (c >= BLANK && c <= JOINER) {
        bits.append(c == BLANK ? '0' : '1');
      }
    }
    out.text(tags, false);
    if (n >= LEAST) {
      out.octets(octets, n, false);
    }
    if (bits.length() >= 7 * LEAST) {
      String read = bits.toString();
      Numbers.bits(read, out);
      Numbers.bits(read.replace('0', 'x').replace('1', '0').replace('x', '1'), out);
    }
  }
}
