package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Column;
import dev.ringfence.tenancy.TenantTable.Key;
import dev.ringfence.tenancy.TenantTable.Reference;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every table of the database, with the columns that say whose a row is. They are found, in this
 * order, in what policies compare with the sealed context, in foreign keys to the tenant or to
 * columns found so, and by the names {@code tenant_id}, {@code customer_id} and {@code owner_id}.
 */
record TenantCatalog(Map<Long, TenantTable> tables) {
  private static final String TENANTS = "ringfence.tenant";
  private static final List<String> OWNER_NAMES = List.of("customer_id", "owner_id");

  private static final String TABLES =
      """
      SELECT c.oid, n.nspname, format('%I.%I', n.nspname, c.relname) AS name,
             ARRAY(WITH RECURSIVE part (oid) AS (
                     SELECT c.oid UNION ALL
                     SELECT i.inhrelid FROM part JOIN pg_inherits AS i ON i.inhparent = part.oid)
                   SELECT k.oid::regclass::text FROM part JOIN pg_class AS k ON k.oid = part.oid
                    WHERE k.relkind = 'r' ORDER BY 1) AS leaves,
             EXISTS (SELECT FROM pg_policy AS p
                      WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('r', '*')
                        AND (p.polroles = ARRAY[0::oid] OR to_regrole('ringfence_customer')
                             = ANY (p.polroles))) AS customers_read
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
         AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
         AND NOT EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = c.oid)
       ORDER BY name
      """;

  private static final String COLUMNS =
      """
      SELECT a.attrelid, a.attnum, a.attname, quote_ident(a.attname) AS quoted,
             format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL) AS type,
             a.attgenerated <> '' AS generated
        FROM pg_attribute AS a
        JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
        JOIN pg_type AS t ON t.oid = a.atttypid
       WHERE a.attnum > 0 AND NOT a.attisdropped
       ORDER BY a.attrelid, a.attnum
      """;

  private static final String REFERENCES =
      """
      SELECT conrelid, conname, confrelid, conkey, confkey FROM pg_constraint
       WHERE contype = 'f' AND conparentid = 0
       ORDER BY conrelid, conname
      """;

  private static final String POLICIES =
      """
      SELECT polrelid, coalesce(pg_get_expr(polqual, polrelid),
                                pg_get_expr(polwithcheck, polrelid), '') AS expression
        FROM pg_policy ORDER BY polrelid, polname
      """;

  private record Of<T>(long table, T value) {}

  static TenantCatalog read(AdminConnection connection) {
    Map<Long, List<Column>> columns =
        grouped(
            connection.list(
                row ->
                    new Of<>(
                        row.getLong("attrelid"),
                        new Column(
                            row.getInt("attnum"),
                            row.getString("attname"),
                            row.getString("quoted"),
                            row.getString("type"),
                            row.getBoolean("generated"))),
                COLUMNS));
    Map<Long, List<Reference>> references =
        grouped(
            connection.list(
                row ->
                    new Of<>(
                        row.getLong("conrelid"),
                        new Reference(
                            row.getString("conname"),
                            row.getLong("confrelid"),
                            numbers(row.getArray("conkey")),
                            numbers(row.getArray("confkey")))),
                REFERENCES));
    Map<Long, List<String>> policies =
        grouped(
            connection.list(
                row -> new Of<>(row.getLong("polrelid"), row.getString("expression")), POLICIES));
    Map<Long, TenantTable> found = new LinkedHashMap<>();
    connection
        .list(
            row ->
                new TenantTable(
                    row.getLong("oid"),
                    row.getString("nspname"),
                    row.getString("name"),
                    Arrays.asList((String[]) row.getArray("leaves").getArray()),
                    columns.getOrDefault(row.getLong("oid"), List.of()),
                    references.getOrDefault(row.getLong("oid"), List.of()),
                    null,
                    null,
                    row.getBoolean("customers_read")),
            TABLES)
        .forEach(
            table ->
                found.put(
                    table.oid(), byPolicies(table, policies.getOrDefault(table.oid(), List.of()))));
    byReferences(found);
    found.replaceAll((_, table) -> byNames(table));
    byReferences(found);
    return new TenantCatalog(found);
  }

  private static <T> Map<Long, List<T>> grouped(List<Of<T>> all) {
    Map<Long, List<T>> groups = new HashMap<>();
    all.forEach(
        one -> groups.computeIfAbsent(one.table(), _ -> new ArrayList<>()).add(one.value()));
    return groups;
  }

  private static List<Integer> numbers(Array array) throws SQLException {
    return Stream.of((Short[]) array.getArray()).map(Short::intValue).toList();
  }

  private static TenantTable byPolicies(TenantTable table, List<String> expressions) {
    TenantTable keyed = table;
    for (String expression : expressions) {
      PolicyColumns named = PolicyColumns.read(expression);
      keyed =
          keyed.withKeys(
              keyed.tenant() != null ? keyed.tenant() : key(table, named.tenant()),
              keyed.owner() != null ? keyed.owner() : key(table, named.owner()));
    }
    return keyed;
  }

  private static @org.jspecify.annotations.Nullable Key key(
      TenantTable table, @org.jspecify.annotations.Nullable String name) {
    return name == null ? null : table.column(name).map(Key::of).orElse(null);
  }

  /** Columns that refer to a tenant, or to a column that names one; and so for owners. */
  private static void byReferences(Map<Long, TenantTable> tables) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (TenantTable table : List.copyOf(tables.values())) {
        TenantTable keyed = table;
        for (Reference reference : table.references()) {
          TenantTable other = tables.get(reference.table());
          if (other != null && other.oid() != table.oid()) {
            keyed = byReference(keyed, reference, other);
          }
        }
        if (!keyed.equals(table)) {
          tables.put(keyed.oid(), keyed);
          changed = true;
        }
      }
    }
  }

  private static TenantTable byReference(
      TenantTable table, Reference reference, TenantTable other) {
    TenantTable keyed = table;
    for (int i = 0; i < reference.from().size(); i++) {
      Column from = table.column(reference.from().get(i));
      Column to = other.column(reference.to().get(i));
      if (keyed.tenant() == null && other.name().equals(TENANTS)) {
        keyed =
            keyed.withKeys(
                new Key(
                    from,
                    switch (to.name()) {
                      case "id" -> Key.Kind.ID;
                      case "slug" -> Key.Kind.SLUG;
                      default -> Key.Kind.EXTERNAL;
                    }),
                keyed.owner());
      } else if (keyed.tenant() == null
          && other.tenant() != null
          && other.tenant().column().equals(to)) {
        keyed = keyed.withKeys(new Key(from, other.tenant().kind()), keyed.owner());
      } else if (keyed.owner() == null
          && other.owner() != null
          && other.owner().column().equals(to)) {
        keyed = keyed.withKeys(keyed.tenant(), new Key(from, other.owner().kind()));
      }
    }
    return keyed;
  }

  private static TenantTable byNames(TenantTable table) {
    if (table.name().equals(TENANTS)) {
      return table;
    }
    Optional<Key> tenant =
        Optional.ofNullable(table.tenant()).or(() -> table.column("tenant_id").map(Key::of));
    Stream<String> names =
        table.schema().equals("ringfence") ? Stream.of("member_id") : OWNER_NAMES.stream();
    Optional<Key> owner =
        Optional.ofNullable(table.owner())
            .or(() -> names.flatMap(name -> table.column(name).stream()).findFirst().map(Key::of));
    return table.withKeys(tenant.orElse(null), owner.orElse(null));
  }

  /**
   * Why a table is neither exported nor erased although it names a tenant; empty for any other.
   *
   * <p>The audit outlives what it is about: it has keys and no content, and a chain that could be
   * cut would prove nothing.
   */
  static Optional<String> kept(TenantTable table) {
    if (!table.schema().equals("ringfence")) {
      return Optional.empty();
    }
    String name = table.name().substring("ringfence.".length());
    return switch (name) {
      case "tenant" -> Optional.of("the tenant itself; erasing empties its name");
      case "erasure" -> Optional.of("what was erased, with its receipts: keys and counts");
      default ->
          name.startsWith("audit_")
              ? Optional.of("the operator's audit: keys of rows and no content")
              : Optional.empty();
    };
  }
}
