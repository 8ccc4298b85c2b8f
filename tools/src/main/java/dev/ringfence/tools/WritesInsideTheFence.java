package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.querytree.Writing;
import dev.ringfence.querytree.Writing.Held;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The policies of the table that is written hold the rows that it finds, and the rows that it
 * leaves behind, to the caller; and the role has the right to write them.
 */
final class WritesInsideTheFence implements LoadRule {
  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    read.written()
        .ifPresent(
            written -> {
              var owners = owners(read, written);
              if (written.writing().kind() != Writing.Kind.INSERT) {
                judge(read, written, written.writing().chosen(), owners, "finds", objection);
              }
              if (written.writing().kind() != Writing.Kind.DELETE) {
                judge(read, written, written.writing().checked(), owners, "leaves", objection);
              }
              if (!written.table().lacking().isEmpty()) {
                objection.accept(lacking(read, written));
              }
            });
  }

  /** The columns that say whose a row is, as far as the role has to be held to them. */
  private static Set<Integer> owners(ReadTool read, ReadTool.Written written) {
    var owners = WritesNoOwner.owners(read, written);
    if (read.role() != Role.STAFF) {
      return owners;
    }
    return owners.stream()
        .filter(number -> "tenant_id".equals(written.table().columns().get(number)))
        .collect(Collectors.toSet());
  }

  private static void judge(
      ReadTool read,
      ReadTool.Written written,
      Set<Held> held,
      Set<Integer> owners,
      String what,
      Consumer<String> objection) {
    var sealed = heldColumns(read, held);
    var free = new HashSet<>(owners);
    free.removeAll(sealed);
    if (sealed.isEmpty() || !free.isEmpty()) {
      objection.accept(
          "no policy holds the rows that it "
              + what
              + " in "
              + table(read, written)
              + " to a "
              + read.catalogue().word(read.role())
              + (free.isEmpty() ? "" : " by " + String.join(", ", written.table().names(free)))
              + "; give the table a policy with USING and WITH CHECK that compares them with the"
              + " caller");
    }
  }

  /** The columns that are held to what the service's own functions say of the caller. */
  static Set<Integer> heldColumns(ReadTool read, Set<Held> held) {
    return held.stream()
        .filter(
            each ->
                each.functions().stream()
                    .anyMatch(id -> read.catalogue().function(id).schema().equals("ringfence")))
        .map(Held::column)
        .collect(Collectors.toSet());
  }

  private static String lacking(ReadTool read, ReadTool.Written written) {
    return "a "
        + read.catalogue().word(read.role())
        + " has no right to "
        + written.writing().kind()
        + " "
        + String.join(", ", new TreeSet<>(written.table().lacking()))
        + " of "
        + table(read, written)
        + "; grant it on just these columns";
  }

  static String table(ReadTool read, ReadTool.Written written) {
    return read.catalogue().table(written.writing().table()).name();
  }
}
