package dev.ringfence.tools;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Every {@code $n} is declared, every declared parameter is used, each as what it is. */
final class TakesItsParameters implements LoadRule {
  private static final Set<Long> TEXT = Set.of(25L, 1043L, 1042L);
  private static final Set<Long> NUMBERS = Set.of(20L, 21L, 23L, 700L, 701L, 1700L);
  private static final String FIX =
      " has another type than the statement takes; cast it there, as in $1::text,"
          + " or give it the format date, date-time or uuid";

  /** Arrays of text, of numbers and of truth values; see pg_type.dat for the numbers. */
  private static final Set<Long> TEXTS = Set.of(1009L, 1015L);

  private static final Set<Long> MANY_NUMBERS = Set.of(1016L, 1007L, 1005L, 1021L, 1022L, 1231L);
  private static final Set<Long> TRUTHS = Set.of(1000L);

  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    var used = read.statement().parameters();
    var declared = read.tool().parameters();
    used.keySet().stream()
        .filter(number -> number > declared.size())
        .sorted()
        .forEach(number -> objection.accept("$" + number + " is not declared in parameters"));
    IntStream.rangeClosed(1, declared.size())
        .forEach(
            number -> {
              var parameter = declared.get(number - 1);
              var type = used.get(number);
              if (type == null) {
                objection.accept(
                    "the parameter '"
                        + parameter.name()
                        + "' is not used; write $"
                        + number
                        + " or remove it");
              } else if (!parameter.claimBound() && !takes(parameter.kind(), type)) {
                objection.accept("the parameter '" + parameter.name() + "'" + FIX);
              }
            });
  }

  private static boolean takes(ParameterKind kind, long type) {
    return switch (kind) {
      case ParameterKind.Text text ->
          switch (text.format()) {
            case PLAIN -> TEXT.contains(type);
            case DATE -> type == 1082;
            case DATE_TIME -> type == 1184;
            case UUID -> type == 2950;
          };
      case ParameterKind.Whole _, ParameterKind.Decimal _ -> NUMBERS.contains(type);
      case ParameterKind.Truth _ -> type == 16;
      case ParameterKind.Many many -> takesMany(many.element(), type);
    };
  }

  private static boolean takesMany(ParameterKind element, long type) {
    return switch (element) {
      case ParameterKind.Whole _, ParameterKind.Decimal _ -> MANY_NUMBERS.contains(type);
      case ParameterKind.Truth _ -> TRUTHS.contains(type);
      case ParameterKind.Text _, ParameterKind.Many _ -> TEXTS.contains(type);
    };
  }
}
