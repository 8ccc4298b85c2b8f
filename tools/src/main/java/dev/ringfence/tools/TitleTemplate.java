package dev.ringfence.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the source of one row is named, such as {@code Invoice {number}}. */
public record TitleTemplate(String text) {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
  private static final int MAX_LENGTH = 200;

  /** The columns it names. */
  Set<String> columns() {
    var names = new LinkedHashSet<String>();
    FIELD.matcher(text).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  /** The title of a row. */
  String of(JsonNode row) {
    var title =
        FIELD
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(row.path(match.group(1)).asText("")))
            .strip();
    return title.codePointCount(0, title.length()) <= MAX_LENGTH
        ? title
        : title.substring(0, title.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
  }
}
