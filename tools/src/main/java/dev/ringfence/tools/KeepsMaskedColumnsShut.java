package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.StatementReading.Output;
import dev.ringfence.querytree.StatementReading.Use;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A column that a model may not see is not asked about either: it is returned, masked, and nothing
 * else is done with it, but for {@code column = $n} where the parameter declares the same mask.
 */
final class KeepsMaskedColumnsShut implements LoadRule {
  private static final String IN_A_TOOL =
      "; it may be returned with its mask, and otherwise only 'column = $n' with a parameter of the"
          + " same mask";

  private static final String IN_A_FUNCTION =
      "; a function may return it, and do nothing else with it";

  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    judgeUses(read, IN_A_TOOL, objection);
    read.statement().outputs().forEach(output -> judgeOutput(read, output, objection));
  }

  @Override
  public void judgeBody(ReadTool body, Consumer<String> objection) {
    judgeUses(body, IN_A_FUNCTION, objection);
  }

  private static void judgeUses(ReadTool read, String otherwise, Consumer<String> objection) {
    for (var use : read.statement().uses()) {
      var shut = shut(read, use.origins().columns());
      if (!shut.isEmpty() && !isEquality(read, use)) {
        objection.accept(problem(read, use, shut) + otherwise);
      }
    }
  }

  private static Set<Column> shut(ReadTool read, Set<Column> columns) {
    return columns.stream()
        .filter(column -> read.masked().contains(column) || isPersonal(read, column))
        .collect(Collectors.toSet());
  }

  /** Whether its name says that it holds something personal, whatever a tool declares. */
  private static boolean isPersonal(ReadTool read, Column column) {
    return PersonalName.isOne(read.catalogue().nameOf(column));
  }

  private static boolean isEquality(ReadTool read, Use use) {
    if (!(use instanceof Use.Comparing comparing)
        || comparing.origins().columns().size() != 1
        || comparing.parameter() > read.tool().parameters().size()
        || !read.catalogue().isEquality(comparing.operator())) {
      return false;
    }
    var kind = read.parameter(comparing.parameter()).kind();
    return kind instanceof ParameterKind.Text text
        && text.mask() != null
        && read.masked().admits(comparing.column(), text.mask());
  }

  private static String problem(ReadTool read, Use use, Set<Column> shut) {
    var what =
        switch (use) {
          case Use.Choosing _, Use.Comparing _ -> " is asked about";
          case Use.Sorting _ -> " is sorted by";
          case Use.Grouping _ -> " is compared by DISTINCT, GROUP BY or a set operation";
          case Use.Aggregating _ -> " is summed up";
        };
    return "the masked column " + described(read, shut) + what;
  }

  private static String described(ReadTool read, Set<Column> columns) {
    var words = new TreeSet<String>();
    for (var column : columns) {
      var tool = read.masked().declaredBy(column);
      var elsewhere = !tool.isEmpty() && !tool.equals(read.tool().name());
      words.add(
          read.catalogue().nameOf(column)
              + (elsewhere ? " (masked by the tool " + tool + ")" : ""));
    }
    return String.join(", ", words);
  }

  private static void judgeOutput(ReadTool read, Output output, Consumer<String> objection) {
    var sensitive =
        read.tool().columns().stream()
            .filter(column -> column.name().equals(output.name()))
            .anyMatch(ResultColumn::sensitive);
    var shut = shut(read, output.origins().columns());
    if (!sensitive) {
      var shown = shown(read, output, shut);
      if (!shown.isEmpty()) {
        objection.accept(
            "the masked column "
                + described(read, shown)
                + " is returned as "
                + output.name()
                + " without a mask; give it one");
      }
    } else if (!shut.isEmpty() && !output.origins().parameters().isEmpty()) {
      objection.accept(
          "the masked column "
              + output.name()
              + " depends on the parameter "
              + String.join(", ", read.parameters(output.origins()))
              + "; remove it");
    }
  }

  /**
   * What is shown of columns that are not to be: where only a name says that one is personal, it
   * may be returned as it stands, since then the redactor sees what it holds.
   */
  private static Set<Column> shown(ReadTool read, Output output, Set<Column> shut) {
    return output.origins().exact()
        ? shut.stream().filter(read.masked()::contains).collect(Collectors.toSet())
        : shut;
  }
}
