package dev.ringfence.recognition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of the forms of secrets, found by the two characters that one begins with. */
final class SecretFormats {
  private static final String TABLE = "secret-formats.txt";
  private static final int ASCII = 128;
  private static final int NEVER = 127;
  private static final Entry[] NONE = {};

  /** A form, and what says soonest that it is not there: letters and digits, and one character. */
  private record Entry(SecretFormat format, int word, int fixed, char character) {
    private Entry(SecretFormat format) {
      this(format, format.word(), format.fixed(), format.fixedCharacter());
    }

    private boolean possible(View view, int start) {
      return fixed < 0 || view.at(start + fixed) == character;
    }
  }

  static final SecretFormats ALL = new SecretFormats(read());

  /** Those that begin with each two characters, the ones of the fewest letters first. */
  private final Entry[][] byStart = new Entry[ASCII * ASCII][];

  /** How many letters and digits those begin with at least that do not begin with any sign. */
  private final byte[] fewestLetters = new byte[ASCII * ASCII];

  private SecretFormats(List<SecretFormat> formats) {
    for (char first = 0; first < ASCII; first++) {
      for (char second = 0; second < ASCII; second++) {
        List<Entry> those = new ArrayList<>();
        for (SecretFormat format : formats) {
          if (format.begins(first, second)) {
            those.add(new Entry(format));
          }
        }
        those.sort(Comparator.comparingInt(Entry::word));
        int lettered =
            those.stream().mapToInt(Entry::word).filter(word -> word > 0).min().orElse(NEVER);
        int least = first == '.' || first == '_' || first == '~' ? 0 : lettered;
        fewestLetters[first * ASCII + second] = (byte) (those.isEmpty() ? NEVER : least);
        byStart[first * ASCII + second] = those.isEmpty() ? NONE : those.toArray(NONE);
      }
    }
  }

  /** Every line of the table. */
  static List<SecretFormat> read() {
    try (InputStream in = SecretFormats.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the table of secrets' forms is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(SecretFormat::parse)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Whether a secret of some form may begin with two characters.
   *
   * @param word how many letters and digits stand there in a row, if they are less than 64
   * @param tilde whether there is a tilde somewhere, as in the form that begins with any characters
   */
  boolean maybe(char first, char second, int word, boolean tilde) {
    return tilde
        || (first < ASCII && second < ASCII && fewestLetters[first * ASCII + second] <= word);
  }

  /**
   * What begins at an index with the form of a secret, and whose; or null.
   *
   * @param word how many letters and digits stand there in a row, if they are less than 64
   */
  @Nullable Match at(View view, int index, int word) {
    char first = view.at(index);
    char second = view.at(index + 1);
    if (first >= ASCII || second >= ASCII) {
      return null;
    }
    for (Entry entry : byStart[first * ASCII + second]) {
      if (entry.word() > word) {
        return null;
      }
      int end = entry.possible(view, index) ? entry.format().end(view, index) : -1;
      if (end > 0) {
        return new Match(end, entry.format().issuer());
      }
    }
    return null;
  }

  /** Where a secret ends, and who issued it. */
  record Match(int end, String issuer) {}
}
