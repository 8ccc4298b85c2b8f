package dev.ringfence.proposal;

import java.util.List;
import java.util.regex.Pattern;

/** The values that a check lets a column have, where it lists them and says nothing else. */
final class CheckedValues {
  /** As PostgreSQL writes {@code column IN ('a', 'b')}, the column cast to text or not. */
  private static final Pattern LIST =
      Pattern.compile(
          "CHECK \\(\\(\\(?(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\)?::text)? = ANY"
              + " \\(\\(?ARRAY\\[((?:'(?:[^']|'')*'::[a-z ]+(?:, )?)+)](?:\\)?::text\\[\\])?\\)\\)\\)");

  private static final Pattern VALUE = Pattern.compile("'((?:[^']|'')*)'::[a-z ]+");

  private CheckedValues() {}

  static List<String> of(String definition) {
    var list = LIST.matcher(definition);
    return list.matches()
        ? VALUE
            .matcher(list.group(1))
            .results()
            .map(value -> value.group(1).replace("''", "'"))
            .toList()
        : List.of();
  }
}
