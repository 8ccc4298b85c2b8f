package dev.ringfence.tools;

import dev.ringfence.querytree.Writing;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether a write succeeds tells nothing of others' rows: unique and foreign keys see everybody's,
 * so those that a parameter has a part in have to begin with the caller.
 */
final class AsksAboutNoOthers implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    read.written().ifPresent(written -> judge(read, written, objection));
  }

  private static void judge(ReadTool read, ReadTool.Written written, Consumer<String> objection) {
    var writing = written.writing();
    var held =
        writing.kind() == Writing.Kind.DELETE
            ? Set.<Integer>of()
            : WritesInsideTheFence.heldColumns(read, writing.checked());
    var chosen = new HashSet<Integer>();
    writing
        .assigned()
        .forEach(
            (number, assigned) -> {
              if (writing.kind() == Writing.Kind.UPDATE
                  || !assigned.origins().parameters().isEmpty()) {
                chosen.add(number);
              }
            });
    for (var key : written.table().unique()) {
      var free = !key.contains(0) && key.stream().noneMatch(chosen::contains);
      if (!free && !key.containsAll(held)) {
        objection.accept(asks("unique", key, written));
      }
    }
    for (var key : written.table().references()) {
      if (key.stream().anyMatch(chosen::contains) && !key.containsAll(held)) {
        objection.accept(asks("foreign", key, written));
      }
    }
  }

  private static String asks(String kind, Set<Integer> key, ReadTool.Written written) {
    return "the "
        + kind
        + " key "
        + String.join(", ", written.table().names(key))
        + " tells whether others have a row of that value; let it begin with the columns of the"
        + " owner, or do not write it";
  }
}
