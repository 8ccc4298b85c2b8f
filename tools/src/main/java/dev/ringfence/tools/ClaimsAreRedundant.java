package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.Origins;
import dev.ringfence.querytree.StatementReading.Use;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A parameter that the service fills from who is asking says nothing that the table's policies do
 * not say: it stands in {@code column = $n} alone, and for each role that may call the tool the
 * policies let only rows through where that column is the caller's already.
 */
final class ClaimsAreRedundant implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    for (var number = 1; number <= read.tool().parameters().size(); number++) {
      if (read.parameter(number).claimBound()) {
        judge(read, number, objection);
      }
    }
  }

  private static void judge(ReadTool read, int number, Consumer<String> objection) {
    var name = read.parameter(number).name();
    var elsewhere =
        read.values()
            .filter(value -> value.parameters().contains(number))
            .anyMatch(value -> !value.exact() && !isComparison(read, value));
    var passed =
        read.statement().functions().stream()
            .anyMatch(call -> call.named() && call.arguments().parameters().contains(number));
    var returned =
        read.statement().outputs().stream()
            .anyMatch(output -> output.origins().parameters().contains(number));
    if (elsewhere || passed || returned || read.statement().limit().parameters().contains(number)) {
      objection.accept(
          "the parameter '"
              + name
              + "', which the service fills, is used for more than 'column = $"
              + number
              + "' with an ownership column; remove that");
    } else if (column(read, number).flatMap(column -> value(read, column)).isEmpty()) {
      objection.accept(
          "the policies do not make the parameter '"
              + name
              + "' redundant for a "
              + read.catalogue().word(read.role())
              + "; compare it with the column that they compare with the caller, or remove it");
    }
  }

  /**
   * Whether a value is nothing but the comparison of an ownership column with a parameter that the
   * service fills.
   */
  static boolean isComparison(ReadTool read, Origins value) {
    return read.statement().uses().stream()
        .filter(use -> use.origins().equals(value))
        .anyMatch(use -> use instanceof Use.Comparing one && isClaim(read, one));
  }

  private static boolean isClaim(ReadTool read, Use.Comparing comparing) {
    return comparing.always()
        && comparing.parameter() <= read.tool().parameters().size()
        && read.parameter(comparing.parameter()).claimBound()
        && read.catalogue().isEquality(comparing.operator())
        && read.catalogue().isOwnership(comparing.column());
  }

  /** The one column that a parameter is compared with. */
  private static Optional<Column> column(ReadTool read, int number) {
    var columns =
        read.statement().uses().stream()
            .filter(Use.Comparing.class::isInstance)
            .map(Use.Comparing.class::cast)
            .filter(comparing -> comparing.parameter() == number && isClaim(read, comparing))
            .map(Use.Comparing::column)
            .distinct()
            .toList();
    return columns.size() == 1 ? Optional.of(columns.getFirst()) : Optional.empty();
  }

  private static Optional<String> value(ReadTool read, Column column) {
    return column.isOfFunction()
        ? Optional.empty()
        : read.catalogue().callersValue(read.role(), column);
  }

  /**
   * What the service fills a tool's parameters with, for a role that the rule let pass.
   *
   * @return SQL by the parameter's number, from 1
   */
  static Map<Integer, String> values(ReadTool read) {
    var values = new TreeMap<Integer, String>();
    for (var number = 1; number <= read.tool().parameters().size(); number++) {
      if (read.parameter(number).claimBound()) {
        var parameter = number;
        column(read, number)
            .flatMap(column -> value(read, column))
            .ifPresent(value -> values.put(parameter, value));
      }
    }
    return values;
  }
}
