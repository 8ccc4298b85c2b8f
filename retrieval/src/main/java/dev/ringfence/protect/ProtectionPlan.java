package dev.ringfence.protect;

import java.util.List;

/**
 * What is to be done to a table, in order.
 *
 * @param title one line
 * @param notes lines for the operator, which become comments
 * @param beforehand statements to run outside of the transaction, before it
 * @param statements of the one transaction; none where there is nothing to do
 */
record ProtectionPlan(
    String title,
    OwnedTable.Relation table,
    List<String> notes,
    List<String> beforehand,
    List<String> statements) {
  static final String LOCK_TIMEOUT = "5s";

  ProtectionPlan {
    notes = List.copyOf(notes);
    beforehand = List.copyOf(beforehand);
    statements = List.copyOf(statements);
  }

  boolean isEmpty() {
    return statements.isEmpty() && beforehand.isEmpty();
  }

  /** Waits for the table as long as is decent, and for nothing on the search path. */
  List<String> preamble() {
    return List.of(
        "SET LOCAL lock_timeout = '" + LOCK_TIMEOUT + "'",
        "SET LOCAL search_path = pg_catalog, pg_temp",
        "LOCK TABLE " + table.sql() + " IN ACCESS EXCLUSIVE MODE");
  }

  /** A script for psql. */
  String script() {
    StringBuilder script = new StringBuilder(SqlText.comment(title));
    notes.forEach(note -> script.append(SqlText.comment(note)));
    script.append("\\set ON_ERROR_STOP on\n");
    beforehand.forEach(statement -> script.append(statement).append(";\n"));
    script.append("BEGIN;\n");
    preamble().forEach(statement -> script.append(statement).append(";\n"));
    script.append('\n');
    statements.forEach(statement -> script.append(statement).append(";\n"));
    return script.append("COMMIT;\n").toString();
  }
}
