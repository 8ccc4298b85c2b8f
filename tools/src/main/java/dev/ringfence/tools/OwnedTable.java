package dev.ringfence.tools;

import dev.ringfence.audit.RowOwner;
import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  private static final String POLICIES =
      """
      SELECT pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS rule
        FROM pg_catalog.pg_namespace n
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
        JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid
       WHERE n.nspname = $1 AND c.relname = $2 AND p.polqual IS NOT NULL
       ORDER BY p.polname
      """;

  /** {@code (tenant, customer) = (SELECT … customer_scope() …)}, as PostgreSQL writes it. */
  private static final Pattern AXES =
      Pattern.compile("\\(\"?(\\w+)\"?, \"?(\\w+)\"?\\) = \\( *SELECT [^()]*customer_scope\\(");

  /** Types whose values say nothing about a person. */
  private static final Set<String> BARE = Set.of("uuid", "int2", "int4", "int8", "bool", "date");

  /** Tables of the service whose rows have a visibility. */
  private static final Set<String> DOCUMENTS =
      Set.of("document", "chunk", "chunk_vector", "document_words", "posting");

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

  /** A table as the catalogue has it; empty where it is not known whose a row is. */
  static Optional<OwnedTable> read(TenantConnection connection, FromClauses.Relation relation) {
    Set<String> names = new LinkedHashSet<>();
    Map<String, Boolean> key = new LinkedHashMap<>();
    for (Row row : connection.query(COLUMNS, relation.schema(), relation.table())) {
      var name = row.getString("name");
      names.add(name);
      if (row.getInteger("place") != null) {
        key.put(name, !BARE.contains(row.getString("type")));
      }
    }
    return owner(connection, relation, names)
        .map(
            owner -> {
              key.remove(owner.getFirst());
              var columns = new ArrayList<KeyColumn>();
              key.forEach((name, personal) -> columns.add(new KeyColumn(name, personal)));
              return new OwnedTable(relation.toString(), kind(relation, owner), owner, columns);
            });
  }

  /**
   * The owner columns: by their usual names, which hold whatever the policies say, else by what the
   * policies compare with the principal.
   */
  private static Optional<List<String>> owner(
      TenantConnection connection, FromClauses.Relation relation, Set<String> names) {
    var tenant = Optional.of("tenant_id").filter(names::contains);
    var customer = Stream.of("customer_id", "owner_id").filter(names::contains).findFirst();
    for (Row row : connection.query(POLICIES, relation.schema(), relation.table())) {
      var rule = row.getString("rule");
      if (rule.contains("external_")) {
        // Its owners are named by ids of the operator's own, which a principal does not have.
        return Optional.empty();
      }
      var matcher = AXES.matcher(rule);
      if (matcher.find()) {
        tenant = tenant.or(() -> Optional.of(matcher.group(1)).filter(names::contains));
        customer = customer.or(() -> Optional.of(matcher.group(2)).filter(names::contains));
      }
    }
    var columns = new ArrayList<String>();
    tenant.ifPresent(columns::add);
    customer.ifPresent(columns::add);
    if (isDocument(relation)) {
      columns.add("visibility");
    }
    return tenant.isPresent() ? Optional.of(columns) : Optional.empty();
  }

  private static boolean isDocument(FromClauses.Relation relation) {
    return relation.schema().equals("ringfence") && DOCUMENTS.contains(relation.table());
  }

  private static Kind kind(FromClauses.Relation relation, List<String> owner) {
    if (isDocument(relation)) {
      return Kind.DOCUMENT;
    }
    if (owner.size() == 1) {
      return Kind.TENANT;
    }
    return relation.schema().equals("ringfence") ? Kind.PERSON : Kind.CUSTOMER;
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
