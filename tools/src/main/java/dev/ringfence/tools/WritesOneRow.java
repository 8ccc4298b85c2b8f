package dev.ringfence.tools;

import dev.ringfence.querytree.Writing;
import dev.ringfence.querytree.Writing.Pin;
import java.util.HashSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * At most one row is written, and a person can tell which: found by a whole key, of which the
 * policies supply the owner and parameters the rest, or one row of values.
 */
final class WritesOneRow implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    read.written()
        .ifPresent(
            written -> {
              if (written.writing().rows() == Writing.Rows.OTHERS) {
                objection.accept(
                    "what is written comes from more than one row of one table; write one row of"
                        + " VALUES, and no WITH, FROM, USING, SELECT or view");
              }
              if (written.writing().kind() != Writing.Kind.INSERT) {
                judgeKey(read, written, objection);
              }
            });
  }

  private static void judgeKey(
      ReadTool read, ReadTool.Written written, Consumer<String> objection) {
    var known = new HashSet<>(WritesInsideTheFence.heldColumns(read, written.writing().chosen()));
    known.addAll(
        written.writing().pins().stream()
            .filter(pin -> read.catalogue().isEquality(pin.operator()))
            .map(Pin::column)
            .collect(Collectors.toSet()));
    var primary = written.table().primary();
    if (primary.isEmpty() || !known.containsAll(primary)) {
      var missing = new HashSet<>(primary);
      missing.removeAll(known);
      objection.accept(
          primary.isEmpty()
              ? "the table has no primary key, so that it cannot be told which row is written"
              : "the rows that are written are not held to one by the key column "
                  + String.join(", ", written.table().names(missing))
                  + "; write 'column = $n' for each column of the primary key that says no owner,"
                  + " joined by AND");
    }
  }
}
