package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.tools.ParameterKind;
import dev.ringfence.tools.TextFormat;
import dev.ringfence.tools.ToolBody;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Fills a tool's parameters from the words of a question, and from nothing else: what the question
 * does not say stays empty.
 */
final class ArgumentFiller {
  private static final Set<String> BEGINS = Set.of("from", "since", "after", "start", "begin");
  private static final Set<String> ENDS = Set.of("to", "until", "till", "before", "end");
  private static final Set<String> COUNTS = Set.of("limit", "count", "top", "max", "many", "rows");
  private static final Set<String> PLACES = Set.of("city", "town", "place", "country");
  private final InstantSource clock;

  ArgumentFiller(InstantSource clock) {
    this.clock = clock;
  }

  /** The arguments of a call, or nothing where the question does not say enough for it. */
  Optional<ObjectNode> fill(ToolDefinition tool, String question, Sentence sentence) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    boolean search = tool.body() instanceof ToolBody.KnowledgeSearch;
    boolean looksUp = false;
    boolean found = false;
    for (ToolParameter parameter : tool.asked()) {
      boolean filled =
          search
              ? putQuestion(arguments, parameter, question)
              : put(arguments, parameter, sentence);
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

  private boolean put(ObjectNode arguments, ToolParameter parameter, Sentence sentence) {
    return switch (parameter.kind()) {
      case ParameterKind.Text text when !text.allowed().isEmpty() ->
          put(arguments, parameter, StatePhrase.find(text.allowed(), sentence));
      case ParameterKind.Text text when text.format() == TextFormat.DATE ->
          put(arguments, parameter, day(parameter, sentence));
      case ParameterKind.Text text when text.format() == TextFormat.PLAIN ->
          put(
              arguments,
              parameter,
              plain(parameter, text, sentence).filter(value -> fits(text, value)));
      case ParameterKind.Whole whole -> {
        long count = isCount(parameter) ? CountPhrase.find(sentence) : 0;
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

  private Optional<String> day(ToolParameter parameter, Sentence sentence) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    QuestionWords name = nameOf(parameter);
    return DatePhrase.find(sentence, today)
        .flatMap(
            days ->
                name.has(BEGINS)
                    ? Optional.ofNullable(days.from())
                    : name.has(ENDS) ? Optional.ofNullable(days.to()) : Optional.empty())
        .map(LocalDate::toString);
  }

  private static Optional<String> plain(
      ToolParameter parameter, ParameterKind.Text text, Sentence sentence) {
    if (text.mask() != null) {
      SensitiveType mask = text.mask();
      Optional<String> placeholder =
          sentence.terms().stream()
              .filter(Sentence.Term::isPlaceholder)
              .flatMap(term -> Placeholder.parse(term.written()).stream())
              .filter(written -> written.type() == mask)
              .map(Object::toString)
              .findFirst();
      return placeholder.isPresent() || mask != SensitiveType.NAME
          ? placeholder
          : named(sentence, false);
    }
    return nameOf(parameter).has(PLACES) ? named(sentence, true) : record(parameter, sentence);
  }

  private static Optional<String> named(Sentence sentence, boolean place) {
    return ProperNames.in(sentence).stream()
        .filter(name -> name.place() == place)
        .map(ProperNames.Name::text)
        .findFirst();
  }

  /** A number of the question that is written like the sample in the parameter's description. */
  private static Optional<String> record(ToolParameter parameter, Sentence sentence) {
    return QuestionWords.of(parameter.description()).identifiers().stream()
        .flatMap(
            sample ->
                sentence.records().stream()
                    .filter(written -> Math.abs(written.indexOf('-') - sample.indexOf('-')) <= 1)
                    .map(written -> cased(written, sample)))
        .findFirst();
  }

  /** Capital letters where the sample has none but capitals. */
  private static String cased(String written, String sample) {
    return sample.equals(sample.toUpperCase(Locale.ROOT))
        ? written.toUpperCase(Locale.ROOT)
        : written;
  }

  private static boolean isCount(ToolParameter parameter) {
    return nameOf(parameter).has(COUNTS);
  }

  private static QuestionWords nameOf(ToolParameter parameter) {
    return QuestionWords.of(parameter.name().replace('_', ' '));
  }
}
