package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.Writing;
import dev.ringfence.querytree.Writing.Assigned;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Nobody's row becomes somebody else's: an UPDATE sets no column of an owner or a key, an INSERT
 * takes the owner from the caller, and an owner is copied into no other column.
 */
final class WritesNoOwner implements LoadRule {
  private static final Set<String> CALLER = Set.of("tenant_id", "customer_id");

  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    read.written().ifPresent(written -> judge(read, written, objection));
  }

  private static void judge(ReadTool read, ReadTool.Written written, Consumer<String> objection) {
    var owners = owners(read, written);
    var names = written.table().columns();
    var kind = written.writing().kind();
    written
        .writing()
        .assigned()
        .forEach(
            (number, assigned) -> {
              var name = names.getOrDefault(number, "?");
              if (!owners.contains(number)) {
                if (!read.owners(assigned.origins()).isEmpty()) {
                  objection.accept("an owner is written into the column " + name + "; remove it");
                }
              } else if (kind == Writing.Kind.UPDATE || !isCaller(read, assigned)) {
                objection.accept(
                    "the ownership column "
                        + name
                        + " is written; remove it, or in an INSERT write ringfence.tenant_id() and"
                        + " ringfence.customer_id()");
              }
            });
    if (kind == Writing.Kind.UPDATE) {
      judgeKeys(written, objection);
    } else if (kind == Writing.Kind.INSERT) {
      var missing = new HashSet<>(owners);
      missing.removeAll(written.writing().assigned().keySet());
      if (!missing.isEmpty()) {
        objection.accept(
            "the ownership column "
                + String.join(", ", written.table().names(missing))
                + " is not written; write ringfence.tenant_id() and ringfence.customer_id()");
      }
    }
  }

  private static void judgeKeys(ReadTool.Written written, Consumer<String> objection) {
    var keys = new HashSet<>(written.table().primary());
    keys.retainAll(written.writing().assigned().keySet());
    if (!keys.isEmpty()) {
      objection.accept(
          "the key column "
              + String.join(", ", written.table().names(keys))
              + " is written; remove it");
    }
  }

  private static boolean isCaller(ReadTool read, Assigned assigned) {
    if (assigned.function() < Column.FIRST_OF_USERS) {
      return false;
    }
    var function = read.catalogue().function(assigned.function());
    return function.schema().equals("ringfence") && CALLER.contains(function.name());
  }

  /** The columns that say whose a row is, by their numbers. */
  static Set<Integer> owners(ReadTool read, ReadTool.Written written) {
    var owners = new HashSet<Integer>();
    written
        .table()
        .columns()
        .keySet()
        .forEach(
            number -> {
              if (read.catalogue().isOwnership(new Column(written.writing().table(), number))) {
                owners.add(number);
              }
            });
    return owners;
  }
}
