package dev.ringfence.eval;

import java.util.List;
import java.util.Set;

/** What can be done to any text, and undone in the same way. */
enum Turning {
  NONE,
  BACKWARDS("backwards"),
  ROT13("rot13"),
  ROT13_BACKWARDS("rot13", "backwards"),
  ROT47("rot47");

  /** Those that may hide what was encoded. */
  static final List<Turning> OF_PIECES = List.of(NONE, BACKWARDS, ROT13, ROT13_BACKWARDS);

  /** What it is made of. */
  @SuppressWarnings("ImmutableEnumChecker") // Set.of makes sets that nobody can change.
  final Set<String> names;

  Turning(String... names) {
    this.names = Set.of(names);
  }

  String of(String text) {
    String turned =
        names.contains("rot13") ? rot13(text) : names.contains("rot47") ? rot47(text) : text;
    return names.contains("backwards") ? new StringBuilder(turned).reverse().toString() : turned;
  }

  private static String rot13(String text) {
    char[] turned = text.toCharArray();
    for (int i = 0; i < turned.length; i++) {
      char c = turned[i];
      char start = c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
      if (start != 0) {
        turned[i] = (char) (start + (c - start + 13) % 26);
      }
    }
    return new String(turned);
  }

  private static String rot47(String text) {
    char[] turned = text.toCharArray();
    for (int i = 0; i < turned.length; i++) {
      char c = turned[i];
      if (c > ' ' && c < 0x7F) {
        turned[i] = (char) ('!' + (c - '!' + 47) % 94);
      }
    }
    return new String(turned);
  }
}
