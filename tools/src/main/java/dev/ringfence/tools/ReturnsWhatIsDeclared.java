package dev.ringfence.tools;

import dev.ringfence.querytree.StatementReading.Output;
import java.util.LinkedHashSet;
import java.util.function.Consumer;

/** Every column of the result is declared, with the type that the server says it has. */
final class ReturnsWhatIsDeclared implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    var returned = new LinkedHashSet<String>();
    for (var column : read.statement().outputs()) {
      if (column.name().startsWith(WitnessedStatement.RESERVED)) {
        objection.accept("a column may not begin with ringfence:; rename it with AS");
      }
      if (!returned.add(column.name())) {
        objection.accept("the column " + column.name() + " is returned twice; rename one with AS");
      }
      read.tool().columns().stream()
          .filter(declared -> declared.name().equals(column.name()))
          .findFirst()
          .ifPresentOrElse(
              declared -> judgeType(read, declared, column, objection),
              () ->
                  objection.accept(
                      "the column " + column.name() + " is not declared; add it to the result"));
    }
    read.tool().columns().stream()
        .map(ResultColumn::name)
        .filter(name -> !returned.contains(name))
        .forEach(
            name ->
                objection.accept(
                    "the column " + name + " is declared but not returned; remove or select it"));
  }

  private static void judgeType(
      ReadTool read, ResultColumn declared, Output column, Consumer<String> objection) {
    var actual = ColumnType.canonical(read.catalogue().typeName(column.type()));
    if (actual.isEmpty()) {
      objection.accept(
          "the column " + declared.name() + " has a type that a result may not have; cast it");
    } else if (!actual.get().equals(declared.type())) {
      objection.accept(
          "the column "
              + declared.name()
              + " is declared "
              + declared.type()
              + " but returned as "
              + actual.get()
              + "; correct one of them");
    }
  }
}
