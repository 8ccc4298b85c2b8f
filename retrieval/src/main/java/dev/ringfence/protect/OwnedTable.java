package dev.ringfence.protect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A table of the operator's own, with what matters to the fence, as the catalogue has it.
 *
 * @param relations the table itself, first, and every partition of it
 * @param columns by name
 * @param users who uses it today
 * @param sequences that number its rows
 */
record OwnedTable(
    List<Relation> relations,
    SequencedMap<String, Column> columns,
    List<Key> keys,
    List<Index> indexes,
    List<User> users,
    List<String> sequences) {
  OwnedTable {
    relations = List.copyOf(relations);
    keys = List.copyOf(keys);
    indexes = List.copyOf(indexes);
    users = List.copyOf(users);
    sequences = List.copyOf(sequences);
  }

  /** The table or one partition. */
  record Relation(
      long oid,
      String schema,
      String name,
      boolean partitioned,
      String owner,
      boolean enabled,
      boolean forced,
      List<Grant> grants,
      Map<String, Policy> policies) {
    Relation {
      grants = List.copyOf(grants);
      policies = Map.copyOf(policies);
    }

    String sql() {
      return SqlText.name(schema) + "." + SqlText.name(name);
    }

    String plain() {
      return SqlText.plain(schema) + "." + SqlText.plain(name);
    }
  }

  /**
   * @param type such as {@code bigint}; a domain's or an array's own name
   * @param comparesExactly false for a collation in which two texts that differ may be equal
   */
  record Column(String name, String type, boolean notNull, boolean comparesExactly) {}

  /**
   * @param grantee empty for PUBLIC
   * @param column null for the whole table
   */
  record Grant(String grantee, String privilege, boolean grantable, @Nullable String column)
      implements Comparable<Grant> {
    private static final java.util.Comparator<Grant> ORDER =
        java.util.Comparator.comparing(Grant::grantee)
            .thenComparing(Grant::privilege)
            .thenComparing(grant -> grant.column() == null ? "" : grant.column())
            .thenComparing(Grant::grantable);

    /** Whether it is the fence that says who has it: everybody's, and those of the service. */
    boolean fenced() {
      return grantee.isEmpty() || ServiceRoles.ALL.contains(grantee);
    }

    String sql(Relation relation, String to) {
      return "GRANT "
          + privilege
          + (column == null ? "" : " (" + SqlText.name(column) + ")")
          + " ON "
          + relation.sql()
          + " TO "
          + (to.isEmpty() ? "PUBLIC" : SqlText.name(to))
          + (grantable ? " WITH GRANT OPTION" : "");
    }

    @Override
    public int compareTo(Grant other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * @param command {@code *} for all, as in pg_policy
   * @param roles empty name for PUBLIC
   * @param reachesService whether it holds for a role that the service uses
   */
  record Policy(
      boolean permissive,
      String command,
      List<String> roles,
      String using,
      String check,
      boolean reachesService) {}

  /**
   * A primary (p), unique (u) or foreign (f) key, or a unique index (i).
   *
   * @param referenced the table that a foreign key points to, or an index's definition
   */
  record Key(
      String name,
      String kind,
      List<String> columns,
      @Nullable String referenced,
      List<String> referencedColumns) {}

  /** An index that a query by equality of its first columns can use, or one that is broken. */
  record Index(String name, boolean usable, List<String> columns) {}

  /**
   * A role that uses the table today.
   *
   * @param exempt row-level security never holds it: a superuser, or BYPASSRLS
   * @param how such as {@code owner} or {@code SELECT, INSERT}
   * @param throughEverybody it has its rights from PUBLIC alone
   * @param members who has its rights by being a member
   * @param connects false for a login that may not connect to this database
   */
  record User(
      String role,
      boolean exempt,
      boolean owner,
      boolean throughEverybody,
      boolean connects,
      String how,
      List<String> members) {}

  Relation table() {
    return relations.getFirst();
  }

  List<Relation> partitions() {
    return relations.subList(1, relations.size());
  }

  Long[] oids() {
    return relations.stream().map(Relation::oid).toArray(Long[]::new);
  }

  List<String> primaryKey() {
    return keys.stream()
        .filter(key -> key.kind().equals("p"))
        .findFirst()
        .map(Key::columns)
        .orElse(List.of());
  }

  /** An index that begins with the columns. */
  Optional<Index> indexOn(List<String> first) {
    return indexes.stream()
        .filter(
            index ->
                index.usable()
                    && index.columns().size() >= first.size()
                    && index.columns().subList(0, first.size()).equals(first))
        .findFirst();
  }
}
