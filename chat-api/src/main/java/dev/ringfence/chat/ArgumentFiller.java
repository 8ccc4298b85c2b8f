package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.tools.ParameterKind;
import dev.ringfence.tools.TextFormat;
import dev.ringfence.tools.ToolBody;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import dev.ringfence.vault.SensitiveType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fills a tool's parameters from the words of a question, and from nothing else: what the question
 * does not say stays empty.
 */
final class ArgumentFiller {
  private static final Set<String> BEGINS = Set.of("from", "since", "after", "start", "begin");
  private static final Set<String> ENDS = Set.of("to", "until", "till", "before", "end");
  private static final Set<String> COUNTS = Set.of("limit", "count", "top", "max", "many", "rows");
  private static final Set<String> PLACES = Set.of("city", "town", "place", "country");
  private static final Set<String> EXTREMES =
      Set.of("last", "latest", "newest", "recent", "next", "first", "previous");
  private static final Set<String> ASKS_WHETHER = Set.of("have", "has", "did", "is", "are", "was");

  private final InstantSource clock;

  ArgumentFiller(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The arguments of a call, or nothing where the question does not say enough for it.
   *
   * @param known stems that are words of the trade, not names
   */
  Optional<ObjectNode> fill(
      ToolDefinition tool, String question, QuestionWords words, Predicate<String> known) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    boolean search = tool.body() instanceof ToolBody.KnowledgeSearch;
    boolean looksUp = false;
    boolean found = false;
    for (ToolParameter parameter : tool.parameters()) {
      boolean filled =
          search
              ? putQuestion(arguments, parameter, question)
              : put(arguments, parameter, words, known);
      if (!filled && parameter.required()) {
        return Optional.empty();
      }
      boolean key = parameter.kind() instanceof ParameterKind.Text text && text.allowed().isEmpty();
      looksUp |= masked(parameter);
      found |= filled && key;
    }
    // Whoever is to be looked up must be named: without a name everybody would be listed.
    return looksUp && !found ? Optional.empty() : Optional.of(arguments);
  }

  private static boolean masked(ToolParameter parameter) {
    return parameter.kind() instanceof ParameterKind.Text text && text.mask() != null;
  }

  private static boolean putQuestion(ObjectNode arguments, ToolParameter parameter, String text) {
    if (!parameter.required() || !(parameter.kind() instanceof ParameterKind.Text kind)) {
      return false;
    }
    String asked = text.strip();
    if (asked.codePointCount(0, asked.length()) > kind.maxLength()) {
      asked = asked.substring(0, asked.offsetByCodePoints(0, kind.maxLength())).strip();
    }
    arguments.put(parameter.name(), asked);
    return asked.length() >= kind.minLength();
  }

  private boolean put(
      ObjectNode arguments, ToolParameter parameter, QuestionWords words, Predicate<String> known) {
    return switch (parameter.kind()) {
      case ParameterKind.Text text when !text.allowed().isEmpty() ->
          put(arguments, parameter, allowed(text, words));
      case ParameterKind.Text text when text.format() == TextFormat.DATE ->
          put(arguments, parameter, day(parameter, words));
      case ParameterKind.Text text when text.format() == TextFormat.PLAIN ->
          put(
              arguments,
              parameter,
              plain(parameter, text, words, known).filter(value -> fits(text, value)));
      case ParameterKind.Whole whole -> {
        long count = isCount(parameter) ? count(words) : 0;
        if (count > 0) {
          arguments.put(parameter.name(), Math.clamp(count, whole.min(), whole.max()));
        }
        yield count > 0;
      }
      case ParameterKind.Text _, ParameterKind.Decimal _, ParameterKind.Truth _ -> false;
      case ParameterKind.Many _ -> false;
    };
  }

  private static boolean put(
      ObjectNode arguments, ToolParameter parameter, Optional<String> value) {
    value.ifPresent(text -> arguments.put(parameter.name(), text));
    return value.isPresent();
  }

  private static boolean fits(ParameterKind.Text text, String value) {
    int length = value.codePointCount(0, value.length());
    return length >= text.minLength() && length <= text.maxLength();
  }

  /** The allowed value that the question names first, by itself or by a word of its meaning. */
  private static Optional<String> allowed(ParameterKind.Text text, QuestionWords words) {
    if (text.allowed().contains("unpaid") && asksForUnpaid(words)) {
      return Optional.of("unpaid");
    }
    int first = Integer.MAX_VALUE;
    Optional<String> best = Optional.empty();
    for (String value : text.allowed()) {
      int at = words.find(Vocabulary.of(value));
      boolean command = at == 0 && value.equals("open");
      boolean whether = value.equals("paid") && ASKS_WHETHER.contains(words.lower(0));
      if (at >= 0 && at < first && !command && !whether) {
        first = at;
        best = Optional.of(value);
      }
    }
    return best;
  }

  private static boolean asksForUnpaid(QuestionWords words) {
    return words.has(Vocabulary.of("unpaid"))
        || words.hasPhrase("not", "paid")
        || words.hasPhrase("not", "yet", "paid")
        || words.hasPhrase("have", "to", "pay")
        || words.hasPhrase("left", "to", "pay")
        || words.hasPhrase("payment", "due");
  }

  private Optional<String> day(ToolParameter parameter, QuestionWords words) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    QuestionWords name = QuestionWords.of(parameter.name().replace('_', ' '));
    return DatePhrase.find(words, today)
        .flatMap(
            days ->
                name.has(BEGINS)
                    ? Optional.ofNullable(days.from())
                    : name.has(ENDS) ? Optional.ofNullable(days.to()) : Optional.empty())
        .map(LocalDate::toString);
  }

  private static Optional<String> plain(
      ToolParameter parameter,
      ParameterKind.Text text,
      QuestionWords words,
      Predicate<String> known) {
    if (text.mask() != null) {
      SensitiveType mask = text.mask();
      Optional<String> placeholder =
          words.placeholders().stream()
              .filter(written -> written.type() == mask)
              .map(Object::toString)
              .findFirst();
      return placeholder.isPresent() || mask != SensitiveType.NAME
          ? placeholder
          : words.names(known).stream().filter(name -> !isPlace(words, name)).findFirst();
    }
    if (!QuestionWords.of(parameter.name().replace('_', ' ')).has(PLACES)) {
      return identifier(parameter, words);
    }
    return words.names(known).stream().filter(name -> isPlace(words, name)).findFirst();
  }

  private static boolean isPlace(QuestionWords words, String name) {
    int at = words.find(Set.of(QuestionWords.of(name).lower(0)));
    return words.lower(at - 1).equals("in");
  }

  /** A number of the question that is written like the sample in the parameter's description. */
  private static Optional<String> identifier(ToolParameter parameter, QuestionWords words) {
    return QuestionWords.of(parameter.description()).identifiers().stream()
        .flatMap(
            sample ->
                words.identifiers().stream()
                    .filter(written -> Math.abs(written.indexOf('-') - sample.indexOf('-')) <= 1))
        .findFirst();
  }

  private static boolean isCount(ToolParameter parameter) {
    return QuestionWords.of(parameter.name().replace('_', ' ')).has(COUNTS);
  }

  /** How many are asked for: {@code the last three invoices}, {@code my next appointment}. */
  private static long count(QuestionWords words) {
    for (int i = 0; i < words.size(); i++) {
      if (EXTREMES.contains(words.lower(i))) {
        String next = words.lower(i + 1);
        int number = Vocabulary.number(next);
        if (number > 0 && !DatePhrase.isUnit(words.lower(i + 2))) {
          return number;
        }
        boolean before = Vocabulary.number(words.lower(i - 1)) > 0;
        if (before) {
          return Vocabulary.number(words.lower(i - 1));
        }
        boolean one = next.length() > 2 && !next.endsWith("s") && !Vocabulary.isEmpty(next);
        if (one && number == 0 && !DatePhrase.isUnit(next) && !isOther(next)) {
          return 1;
        }
      }
    }
    return 0;
  }

  private static boolean isOther(String next) {
    return Vocabulary.isTime(next)
        || EXTREMES.contains(next)
        || Vocabulary.of("past").contains(next);
  }
}
