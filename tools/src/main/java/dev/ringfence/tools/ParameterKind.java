package dev.ringfence.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.vault.SensitiveType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a parameter takes: a type with its limits. */
public sealed interface ParameterKind {

  /** The value an argument stands for, in the type that the database takes. */
  Object accept(JsonNode argument) throws ArgumentRefused;

  /** The kind and its limits in words, for a model and for messages. */
  String describe();

  /**
   * Text.
   *
   * @param allowed if not empty, the only values there are
   * @param excluded values that are not taken
   * @param mask the kind of masked value whose placeholder is taken as well
   */
  record Text(
      int minLength,
      int maxLength,
      TextFormat format,
      List<String> allowed,
      List<String> excluded,
      @Nullable SensitiveType mask)
      implements ParameterKind {
    public Text {
      allowed = List.copyOf(allowed);
      excluded = List.copyOf(excluded);
    }

    @Override
    public Object accept(JsonNode argument) throws ArgumentRefused {
      if (!argument.isTextual()) {
        throw new ArgumentRefused("is " + describe());
      }
      return accept(argument.textValue());
    }

    Object accept(String text) throws ArgumentRefused {
      var length = text.codePointCount(0, text.length());
      if (length < minLength || length > maxLength) {
        throw new ArgumentRefused("is " + minLength + " to " + maxLength + " characters long");
      }
      if (!text.codePoints().allMatch(Text::isWritable)) {
        throw new ArgumentRefused("has a character that is not text");
      }
      if (!allowed.isEmpty() && !allowed.contains(text)) {
        throw new ArgumentRefused("is one of " + String.join(", ", allowed));
      }
      if (excluded.contains(text)) {
        throw new ArgumentRefused("has a value that is not taken");
      }
      return format.read(text);
    }

    private static boolean isWritable(int codePoint) {
      return switch (Character.getType(codePoint)) {
        case Character.CONTROL -> codePoint == '\n' || codePoint == '\t' || codePoint == '\r';
        case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
        default -> true;
      };
    }

    @Override
    public String describe() {
      if (!allowed.isEmpty()) {
        return "one of " + String.join(", ", allowed);
      }
      if (format != TextFormat.PLAIN) {
        return format.description();
      }
      var text = "text of at most " + maxLength + " characters";
      return mask == null ? text : text + " or the placeholder of one " + mask;
    }
  }

  /** A whole number from {@code min} to {@code max}. */
  record Whole(long min, long max, List<Long> allowed, List<Long> excluded)
      implements ParameterKind {
    public Whole {
      allowed = List.copyOf(allowed);
      excluded = List.copyOf(excluded);
    }

    @Override
    public Object accept(JsonNode argument) throws ArgumentRefused {
      if (!argument.isIntegralNumber() || !argument.canConvertToLong()) {
        throw new ArgumentRefused("is " + describe());
      }
      long value = argument.longValue();
      if (value < min || value > max || (!allowed.isEmpty() && !allowed.contains(value))) {
        throw new ArgumentRefused("is " + describe());
      }
      if (excluded.contains(value)) {
        throw new ArgumentRefused("has a value that is not taken");
      }
      return value;
    }

    @Override
    public String describe() {
      return allowed.isEmpty()
          ? "a whole number from " + min + " to " + max
          : "one of " + String.join(", ", allowed.stream().map(String::valueOf).toList());
    }
  }

  /** A finite number from {@code min} to {@code max}. */
  record Decimal(double min, double max) implements ParameterKind {
    @Override
    public Object accept(JsonNode argument) throws ArgumentRefused {
      var value = argument.isNumber() ? argument.doubleValue() : Double.NaN;
      if (!Double.isFinite(value) || value < min || value > max) {
        throw new ArgumentRefused("is " + describe());
      }
      return value;
    }

    @Override
    public String describe() {
      return min == -Double.MAX_VALUE && max == Double.MAX_VALUE
          ? "a number"
          : "a number from " + min + " to " + max;
    }
  }

  /** True or false. */
  record Truth() implements ParameterKind {
    @Override
    public Object accept(JsonNode argument) throws ArgumentRefused {
      if (!argument.isBoolean()) {
        throw new ArgumentRefused("is " + describe());
      }
      return argument.booleanValue();
    }

    @Override
    public String describe() {
      return "true or false";
    }
  }

  /** A list of at most {@code maxItems} values of one kind. */
  record Many(ParameterKind element, int maxItems) implements ParameterKind {
    @Override
    public Object accept(JsonNode argument) throws ArgumentRefused {
      if (!argument.isArray() || argument.size() > maxItems) {
        throw new ArgumentRefused("is " + describe());
      }
      var values = new ArrayList<Object>();
      for (var item : argument) {
        values.add(element.accept(item));
      }
      return switch (element) {
        case Text text when text.format() == TextFormat.PLAIN -> values.toArray(String[]::new);
        case Text _ -> throw new ArgumentRefused("is a list of plain text");
        case Whole _ -> values.toArray(Long[]::new);
        case Decimal _ -> values.toArray(Double[]::new);
        case Truth _ -> values.toArray(Boolean[]::new);
        case Many _ -> throw new ArgumentRefused("is a list of single values");
      };
    }

    @Override
    public String describe() {
      return "a list of at most " + maxItems + " values, each " + element.describe();
    }
  }
}
