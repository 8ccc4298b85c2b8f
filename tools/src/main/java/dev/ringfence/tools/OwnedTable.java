package dev.ringfence.tools;

import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows say whose they are: its owner columns and its primary key, from the catalogue.
 *
 * @param owner in the order tenant, and where there are such columns customer, visibility
 * @param key the primary key without the tenant; none where there is no key
 */
record OwnedTable(String name, Kind kind, List<String> owner, List<KeyColumn> key) {
  private static final String COLUMNS =
      """
      SELECT CAST(a.attname AS text) AS name, CAST(t.typname AS text) AS type,
             array_position(CAST(i.indkey AS int2[]), a.attnum) AS place
        FROM pg_catalog.pg_namespace n
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
       WHERE n.nspname = $1 AND c.relname = $2
       ORDER BY place NULLS LAST, a.attnum
      """;

  private static final String TENANT = "tenant_id";

  /** Types whose values say nothing about a person. */
  private static final Set<String> BARE = Set.of("uuid", "int2", "int4", "int8", "bool", "date");

  /** Tables of the service whose rows have a visibility. */
  private static final Set<String> DOCUMENTS = Set.of("document", "chunk", "chunk_vector");

  OwnedTable {
    owner = List.copyOf(owner);
    key = List.copyOf(key);
  }

  /** What kind of owner a row has. */
  enum Kind {
    TENANT,
    CUSTOMER,
    PERSON,
    DOCUMENT
  }

  /**
   * @param personal whether its values may say something about a person
   */
  record KeyColumn(String name, boolean personal) {}

  /** A table as the catalogue has it; empty where no column says which tenant a row belongs to. */
  static Optional<OwnedTable> read(TenantConnection connection, FromClauses.Relation relation) {
    Set<String> names = new HashSet<>();
    List<KeyColumn> key = new ArrayList<>();
    for (Row row : connection.query(COLUMNS, relation.schema(), relation.table())) {
      var name = row.getString("name");
      names.add(name);
      if (row.getInteger("place") != null && !name.equals(TENANT)) {
        key.add(new KeyColumn(name, !BARE.contains(row.getString("type"))));
      }
    }
    return names.contains(TENANT) ? Optional.of(of(relation, names, key)) : Optional.empty();
  }

  private static OwnedTable of(
      FromClauses.Relation relation, Set<String> names, List<KeyColumn> key) {
    var ours = relation.schema().equals("ringfence");
    if (ours && DOCUMENTS.contains(relation.table())) {
      return new OwnedTable(
          relation.toString(), Kind.DOCUMENT, List.of(TENANT, "customer_id", "visibility"), key);
    }
    for (var customer : List.of("customer_id", "owner_id")) {
      if (names.contains(customer)) {
        var kind = ours ? Kind.PERSON : Kind.CUSTOMER;
        return new OwnedTable(relation.toString(), kind, List.of(TENANT, customer), key);
      }
    }
    return new OwnedTable(relation.toString(), Kind.TENANT, List.of(TENANT), key);
  }

  /**
   * The owner that the values of the owner columns say.
   *
   * @param values one for each, in their order
   */
  RowOwner ownerOf(List<@Nullable String> values) {
    return switch (kind) {
      case TENANT -> new RowOwner.OfTenant(values.getFirst());
      case CUSTOMER -> new RowOwner.OfCustomer(values.getFirst(), values.get(1));
      case PERSON -> new RowOwner.OfPerson(values.getFirst(), values.get(1));
      case DOCUMENT -> new RowOwner.OfDocument(values.getFirst(), values.get(2), values.get(1));
    };
  }
}
