package dev.ringfence.tools;

import dev.ringfence.querytree.Writing;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a person approves is all that happens: no rule or trigger of the table does more, and no
 * other table's rows change along.
 */
final class WritesNothingBeside implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    read.written().ifPresent(written -> judge(read, written, objection));
  }

  private static void judge(ReadTool read, ReadTool.Written written, Consumer<String> objection) {
    var table = WritesInsideTheFence.table(read, written);
    if (written.table().ruled()) {
      objection.accept("the table " + table + " has rules, which may do anything; drop them");
    }
    if (!written.table().triggers().isEmpty()) {
      objection.accept(
          "the table "
              + table
              + " has the trigger "
              + String.join(", ", new TreeSet<>(written.table().triggers()))
              + ", which may do more than is approved; no tool writes into such a table");
    }
    var assigned = written.writing().assigned().keySet();
    if (written.writing().kind() == Writing.Kind.UPDATE
        && written.table().followed().stream().flatMap(Set::stream).anyMatch(assigned::contains)) {
      objection.accept(
          "rows of other tables change along with a key of "
              + table
              + " that is written (ON UPDATE); do not write it");
    }
    if (written.writing().kind() == Writing.Kind.DELETE && !written.table().followers().isEmpty()) {
      objection.accept(
          "rows of "
              + String.join(", ", new TreeSet<>(written.table().followers()))
              + " change along with a row of "
              + table
              + " that is deleted, whoever's they are; no tool deletes from such a table");
    }
  }
}
