package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import java.util.function.Consumer;

/** Columns are named one by one: a whole row or a system column would carry the owner along. */
final class SelectsNoWholeRows implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    read.values()
        .flatMap(value -> value.columns().stream())
        .filter(column -> !column.isOfFunction() && column.number() <= 0)
        .distinct()
        .forEach(column -> objection.accept(problem(read, column)));
  }

  @Override
  public void judgeBody(ReadTool body, Consumer<String> objection) {
    judge(body, objection);
  }

  private static String problem(ReadTool read, Column column) {
    var table = read.catalogue().table(column.relation()).name();
    return column.number() == 0
        ? "a whole row of " + table + " is taken as one value; name its columns"
        : "a system column of " + table + " is named; remove it";
  }
}
