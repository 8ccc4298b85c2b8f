package dev.ringfence.protect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The index that finds an owner's rows: one that the table has, or one to add.
 *
 * @param name of the one that is ours
 * @param present whether ours is there
 * @param broken whether ours is there and of no use, as a concurrent build leaves it that failed
 * @param missing whether none begins with the owner's columns
 */
record OwnerIndex(
    OwnedTable.Relation table,
    List<String> columns,
    String name,
    boolean present,
    boolean broken,
    boolean missing) {
  private static final int LONGEST_NAME = 63;
  private static final String SUFFIX = "_ringfence_idx";

  static OwnerIndex of(Connection connection, OwnedTable table, Ownership ownership)
      throws SQLException {
    String name = name(connection, table);
    List<OwnedTable.Index> ours =
        table.indexes().stream().filter(index -> index.name().equals(name)).toList();
    boolean broken = ours.stream().anyMatch(index -> !index.usable());
    return new OwnerIndex(
        table.table(),
        ownership.names(),
        name,
        !ours.isEmpty(),
        broken,
        table.indexOn(ownership.names()).isEmpty());
  }

  /** The table's name and a suffix, unless that is too long or somebody else's. */
  private static String name(Connection connection, OwnedTable table) throws SQLException {
    String name = table.table().name() + SUFFIX;
    boolean taken =
        Rows.of(
                connection,
                row -> row.getBoolean(1),
                "SELECT count(*) > 0 FROM pg_class AS c JOIN pg_namespace AS n"
                    + " ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?"
                    + " AND NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indexrelid = c.oid"
                    + "   AND i.indrelid = ?::oid)",
                table.table().schema(),
                name,
                table.table().oid())
            .getFirst();
    return !taken && name.getBytes(UTF_8).length <= LONGEST_NAME
        ? name
        : UUID.nameUUIDFromBytes(table.table().sql().getBytes(UTF_8)) + SUFFIX;
  }

  /** The statements that make it, none where there is one. */
  List<String> create(boolean concurrently) {
    List<String> statements = new ArrayList<>();
    if (!missing) {
      return statements;
    }
    String how = concurrently ? " CONCURRENTLY " : " ";
    if (present) {
      statements.add("DROP INDEX" + how + SqlText.name(table.schema()) + "." + SqlText.name(name));
    }
    statements.add(
        "CREATE INDEX"
            + how
            + SqlText.name(name)
            + " ON "
            + table.sql()
            + " ("
            + SqlText.names(columns)
            + ")");
    return statements;
  }

  /** Its name where it is ours, already or soon; null where the table's own serves. */
  @Nullable String added() {
    return missing || present ? name : null;
  }
}
