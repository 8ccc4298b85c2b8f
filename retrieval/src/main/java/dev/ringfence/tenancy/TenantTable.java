package dev.ringfence.tenancy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of the database, as far as it matters whose its rows are.
 *
 * @param name as SQL writes it, with its schema
 * @param leaves the tables that hold the rows: its partitions, or it alone
 * @param tenant the column that names a row's tenant; null where only foreign keys lead to one
 * @param owner the column that names a row's customer, or other owner, inside the tenant
 * @param customersRead whether a policy lets customers read it
 */
record TenantTable(
    long oid,
    String schema,
    String name,
    List<String> leaves,
    List<Column> columns,
    List<Reference> references,
    @Nullable Key tenant,
    @Nullable Key owner,
    boolean customersRead) {
  TenantTable {
    leaves = List.copyOf(leaves);
    columns = List.copyOf(columns);
    references = List.copyOf(references);
  }

  /**
   * A column.
   *
   * @param name as it is called
   * @param quoted as SQL writes it
   * @param type as {@code format_type} writes it, without a length
   */
  record Column(int number, String name, String quoted, String type, boolean generated) {}

  /** A foreign key: columns of this table that refer to columns of another, pairwise. */
  record Reference(String constraint, long table, List<Integer> from, List<Integer> to) {
    Reference {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }

  /** A column that names an owner, and by which of the owner's keys. */
  record Key(Column column, Kind kind) {
    /** Our own uuid, the operator's own id, or a tenant's short name. */
    enum Kind {
      ID,
      EXTERNAL,
      SLUG
    }

    static Key of(Column column) {
      return new Key(column, column.type().equals("uuid") ? Kind.ID : Kind.EXTERNAL);
    }
  }

  Column column(int number) {
    return columns.stream().filter(c -> c.number() == number).findFirst().orElseThrow();
  }

  Optional<Column> column(String called) {
    return columns.stream().filter(c -> c.name().equals(called)).findFirst();
  }

  boolean refersToItself() {
    return references.stream().anyMatch(reference -> reference.table() == oid);
  }

  TenantTable withKeys(@Nullable Key ofTenant, @Nullable Key ofOwner) {
    return new TenantTable(
        oid, schema, name, leaves, columns, references, ofTenant, ofOwner, customersRead);
  }
}
