package dev.ringfence.recognition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The table of the forms of secrets, found by the two characters that one begins with. */
final class SecretFormats {
  private static final String TABLE = "secret-formats.txt";
  private static final int ASCII = 128;
  private static final SecretFormat[] NONE = {};

  static final SecretFormats ALL = new SecretFormats(read());

  private final SecretFormat[][] byStart = new SecretFormat[ASCII * ASCII][];

  private SecretFormats(List<SecretFormat> formats) {
    for (char first = 0; first < ASCII; first++) {
      for (char second = 0; second < ASCII; second++) {
        List<SecretFormat> those = new ArrayList<>();
        for (SecretFormat format : formats) {
          if (format.begins(first, second)) {
            those.add(format);
          }
        }
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

  /** Those that can begin at an index. */
  SecretFormat[] at(View view, int index) {
    char first = view.at(index);
    char second = view.at(index + 1);
    return first < ASCII && second < ASCII ? byStart[first * ASCII + second] : NONE;
  }
}
