package dev.ringfence.tools;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that is read stands inside the fence: policies of rows are put before it, they hold it
 * to an owner, and it is read with the caller's own rights.
 */
final class ReadsInsideTheFence implements LoadRule {
  private static final Set<String> FOREIGN = Set.of("information_schema", "ringfence");

  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    if (read.statement().relations().isEmpty()
        && read.functions().values().stream().noneMatch(FunctionBody::readsTables)) {
      objection.accept("the statement reads no table");
    }
    judgeBody(read, objection);
  }

  @Override
  public void judgeBody(ReadTool read, Consumer<String> objection) {
    for (var relation : read.statement().relations()) {
      var table = read.catalogue().table(relation.id());
      if (FOREIGN.contains(table.schema()) || table.schema().startsWith("pg_")) {
        objection.accept("the table " + table.name() + " is not one of customers' data");
      } else if (!relation.asCaller()) {
        objection.accept(
            "a view reads "
                + table.name()
                + " with its owner's rights, so that policies do not hold; run ALTER VIEW … SET"
                + " (security_invoker = true)");
      } else if (!relation.policed() || table.owners().isEmpty()) {
        objection.accept(outside(table, read));
      }
    }
  }

  private static String outside(FenceCatalogue.Table table, ReadTool read) {
    return switch (table.kind()) {
      case "m" ->
          "the materialized view " + table.name() + " keeps everybody's rows; read its tables";
      case "f" -> "the foreign table " + table.name() + " cannot have policies of rows";
      default ->
          "the table "
              + table.name()
              + " is not inside the fence for a "
              + read.catalogue().word(read.role())
              + "; run: ringfence protect --table "
              + table.name();
    };
  }
}
