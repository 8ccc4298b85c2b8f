package dev.ringfence.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.retrieval.Explanation;
import dev.ringfence.retrieval.Explanation.Fate;
import dev.ringfence.retrieval.Explanation.Hit;
import dev.ringfence.retrieval.Explanation.Word;
import dev.ringfence.retrieval.Passage;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What somebody's search found, to read.
 *
 * @param as who searched, as they were named
 * @param role of them, in words
 */
record SearchReport(String as, String role, Explanation explanation) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Characters of a passage that are shown. */
  private static final int SHOWN = 160;

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("“%s” as %s, a %s%n".formatted(line(explanation.question()), as, role));
    text.append("%nwords%n".formatted());
    explanation.words().forEach(word -> text.append("  %s%n".formatted(word(word))));
    if (explanation.words().isEmpty()) {
      text.append("  none: it is searched by meaning alone%n".formatted());
    }
    text.append(
        explanation.byMeaning()
            ? "%nfound by %s, where a distance to %s answers, to %s with half of the words, any with all%n"
                .formatted(
                    explanation.model(),
                    number(1 - explanation.floor().alone()),
                    number(1 - explanation.floor().supported()))
            : "%nfound by words alone, since the model %s cannot be asked: what has all of them answers%n"
                .formatted(explanation.model()));
    append(text, true);
    if (explanation.passages().isEmpty()) {
      text.append("  %s%n".formatted(nothing()));
    }
    if (explanation.hits().size() > explanation.passages().size()) {
      text.append("%nleft out%n".formatted());
      append(text, false);
    }
    if (explanation.unnamed() > 0) {
      text.append("  and %d more%n".formatted(explanation.unnamed()));
    }
    return text.toString();
  }

  private void append(StringBuilder text, boolean given) {
    explanation.hits().stream()
        .filter(hit -> hit.fate() instanceof Fate.Given == given)
        .forEach(hit -> text.append(hit(hit)));
  }

  private String nothing() {
    return "nothing: no passage that "
        + as
        + " may read answers this"
        + explanation
            .nearestBelow()
            .map(
                hit ->
                    "; the nearest is %s at a distance of %s, which is below the floor"
                        .formatted(place(hit.passage()), number(hit.distance())))
            .orElse(", and none comes near");
  }

  private static String word(Word word) {
    String use =
        switch (word.use()) {
          case FOUND -> "in %d passages".formatted(word.passages());
          case UNKNOWN -> "in none that they may read";
          case COMMON ->
              "too common, in about %d passages: looked for only where the others are"
                  .formatted(word.passages());
          case PASSED_OVER -> "passed over";
        };
    return line(word.written()) + ": " + use;
  }

  private static String hit(Hit hit) {
    Passage passage = hit.passage();
    return """
      %s  %s
         %s; %s%s
         by meaning: %s, distance %s; by words: %s
         %s
    """
        .formatted(
            fate(hit.fate()),
            place(passage),
            passage.url() == null ? "no page" : line(passage.url()),
            visibility(passage),
            hit.owner() == null ? "" : ", of " + hit.owner(),
            rank(hit.byMeaning()),
            number(hit.distance()),
            rank(hit.byWords())
                + (hit.matched().isEmpty()
                    ? ""
                    : ", has "
                        + hit.matched().stream()
                            .map(SearchReport::line)
                            .collect(Collectors.joining(", "))),
            beginning(passage.text()));
  }

  private static String fate(Fate fate) {
    return switch (fate) {
      case Fate.Given(int place) -> place + ".";
      case Fate.Duplicate(int place) -> "the same as " + place + ":";
      case Fate.BeyondLimit _ -> "beyond the limit:";
      case Fate.BelowFloor _ -> "below the floor:";
    };
  }

  private static String rank(int rank) {
    return rank == 0 ? "not among the first" : "place " + rank;
  }

  private static String place(Passage passage) {
    return "“"
        + line(passage.title())
        + (passage.headingPath().isEmpty() ? "" : " › " + line(passage.headingPath()))
        + "”";
  }

  private static String visibility(Passage passage) {
    return passage.visibility().name().toLowerCase(Locale.ROOT);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  private static String beginning(String text) {
    String whole = line(text);
    return whole.codePointCount(0, whole.length()) <= SHOWN
        ? whole
        : whole.substring(0, whole.offsetByCodePoints(0, SHOWN)) + "…";
  }

  /** In one line, without a sign that a terminal would obey. */
  private static String line(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}\\p{Cf}\\p{Cs}]+", " ").strip();
  }

  String json() {
    ObjectNode json = JSON.createObjectNode().put("question", explanation.question()).put("as", as);
    json.put("model", explanation.model()).put("byMeaning", explanation.byMeaning());
    json.putObject("floor")
        .put("distance", 1 - explanation.floor().alone())
        .put("distanceWithWords", 1 - explanation.floor().supported());
    ArrayNode words = json.putArray("words");
    explanation
        .words()
        .forEach(
            word ->
                words
                    .addObject()
                    .put("word", word.written())
                    .put("use", word.use().name().toLowerCase(Locale.ROOT))
                    .put("passages", word.passages()));
    ArrayNode found = json.putArray("found");
    ArrayNode leftOut = json.putArray("leftOut");
    for (Hit hit : explanation.hits()) {
      (hit.fate() instanceof Fate.Given ? found : leftOut).add(json(hit));
    }
    json.put("unnamed", explanation.unnamed());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json)
          + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode json(Hit hit) {
    ObjectNode json = JSON.createObjectNode();
    switch (hit.fate()) {
      case Fate.Given(int place) -> json.put("place", place);
      case Fate.Duplicate(int place) -> json.put("why", "duplicate").put("of", place);
      case Fate.BeyondLimit _ -> json.put("why", "beyond_limit");
      case Fate.BelowFloor _ -> json.put("why", "below_floor");
    }
    Passage passage = hit.passage();
    json.put("document", passage.documentId().toString())
        .put("ordinal", hit.ordinal())
        .put("title", passage.title())
        .put("under", passage.headingPath())
        .put("url", passage.url())
        .put("visibility", visibility(passage))
        .put("customer", hit.owner() == null ? null : hit.owner().toString());
    json.putObject("meaning").put("place", place(hit.byMeaning())).put("distance", hit.distance());
    ArrayNode matched =
        json.putObject("words")
            .put("place", place(hit.byWords()))
            .put("share", hit.share())
            .putArray("matched");
    hit.matched().forEach(matched::add);
    return json.put("text", passage.text());
  }

  private static @org.jspecify.annotations.Nullable Integer place(int place) {
    return place == 0 ? null : place;
  }
}
