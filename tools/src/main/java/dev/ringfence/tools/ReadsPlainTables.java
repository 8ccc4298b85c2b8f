package dev.ringfence.tools;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Every table is named with its schema, and none belongs to PostgreSQL or to the service itself.
 */
final class ReadsPlainTables implements LoadRule {
  private static final Set<String> FOREIGN = Set.of("information_schema", "ringfence");

  @Override
  public void judge(ToolDefinition tool, Sql sql, Consumer<String> objection) {
    sql.from().objections().forEach(objection);
    if (sql.from().relations().isEmpty() && sql.from().objections().isEmpty()) {
      objection.accept("the statement reads no table");
    }
    for (var relation : sql.from().relations()) {
      if (FOREIGN.contains(relation.schema()) || relation.schema().startsWith("pg_")) {
        objection.accept("the table " + relation + " is not one of customers' data");
      }
    }
  }
}
