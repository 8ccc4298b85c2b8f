package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import java.util.function.Consumer;

/**
 * A column that a model may not see is written from what it may not see either: a parameter that is
 * put there declares the column's mask.
 */
final class WritesMaskedValues implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    read.written()
        .ifPresent(
            written ->
                written
                    .writing()
                    .assigned()
                    .forEach(
                        (number, assigned) -> {
                          var column = new Column(written.writing().table(), number);
                          for (var parameter : assigned.origins().parameters()) {
                            if (isShut(read, column) && !fits(read, column, parameter)) {
                              objection.accept(problem(read, column, parameter));
                            }
                          }
                        }));
  }

  private static boolean isShut(ReadTool read, Column column) {
    return read.masked().contains(column) || PersonalName.isOne(read.catalogue().nameOf(column));
  }

  private static boolean fits(ReadTool read, Column column, int parameter) {
    return parameter <= read.tool().parameters().size()
        && read.parameter(parameter).kind() instanceof ParameterKind.Text text
        && text.mask() != null
        && read.masked().admits(column, text.mask());
  }

  private static String problem(ReadTool read, Column column, int parameter) {
    var name =
        parameter <= read.tool().parameters().size()
            ? read.parameter(parameter).name()
            : "$" + parameter;
    return "the parameter "
        + name
        + " is written into the masked column "
        + read.catalogue().nameOf(column)
        + "; declare the same mask for the parameter";
  }
}
