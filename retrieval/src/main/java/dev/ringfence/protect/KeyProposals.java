package dev.ringfence.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names keys that do not begin with the tenant: a conflict with one tells a writer of another
 * tenant's row, and a distributed PostgreSQL cannot hold it. They are proposed, never changed.
 */
final class KeyProposals {
  private KeyProposals() {}

  static List<String> of(OwnedTable table, Ownership ownership) {
    String tenant = ownership.tenant().name();
    List<String> proposals = new ArrayList<>();
    for (OwnedTable.Key key : table.keys()) {
      if (!key.columns().isEmpty() && !key.columns().getFirst().equals(tenant)) {
        proposals.add(
            what(key.kind())
                + " "
                + SqlText.plain(key.name())
                + " ("
                + String.join(", ", key.columns().stream().map(SqlText::shown).toList())
                + ") does not begin with "
                + SqlText.plain(tenant)
                + why(key.kind())
                + "\n  "
                + proposal(table.table(), key, tenant));
      }
    }
    return proposals;
  }

  private static String what(String kind) {
    return switch (kind) {
      case "p" -> "primary key";
      case "f" -> "foreign key";
      case "i" -> "unique index";
      default -> "unique key";
    };
  }

  private static String why(String kind) {
    return kind.equals("f")
        ? ": a row may point to another tenant's. Once the other table has such a key:"
        : ": a write that conflicts tells of another tenant's row. Where nothing refers to it:";
  }

  private static String proposal(OwnedTable.Relation table, OwnedTable.Key key, String tenant) {
    List<String> columns = begun(tenant, key.columns());
    String alter = "ALTER TABLE " + table.sql() + " ";
    String drop = alter + "DROP CONSTRAINT " + SqlText.name(key.name()) + ", ADD ";
    return switch (key.kind()) {
      case "p" -> drop + "PRIMARY KEY (" + SqlText.names(columns) + ");";
      case "f" ->
          drop
              + "FOREIGN KEY ("
              + SqlText.names(columns)
              + ") REFERENCES "
              + key.referenced()
              + " ("
              + SqlText.names(begun(tenant, key.referencedColumns()))
              + ");";
      case "i" -> "make it anew, beginning with " + SqlText.name(tenant) + ": " + key.referenced();
      default -> drop + "UNIQUE (" + SqlText.names(columns) + ");";
    };
  }

  private static List<String> begun(String tenant, List<String> columns) {
    return Stream.concat(
            Stream.of(tenant), columns.stream().filter(column -> !column.equals(tenant)))
        .toList();
  }
}
