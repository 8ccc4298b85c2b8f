package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Key;
import dev.ringfence.tenancy.TenantTable.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The condition, for each table that has rows of a subject, that picks them: by the columns that
 * name owners, else by foreign keys into rows that are picked so.
 */
final class SubjectRows {
  private final AdminConnection connection;
  private final TenantCatalog catalog;
  private final Subject subject;

  private SubjectRows(AdminConnection connection, TenantCatalog catalog, Subject subject) {
    this.connection = connection;
    this.catalog = catalog;
    this.subject = subject;
  }

  /** The tables with rows of the subject, kept ones aside, each with its condition. */
  static Map<TenantTable, String> of(
      AdminConnection connection, TenantCatalog catalog, Subject subject) {
    SubjectRows rows = new SubjectRows(connection, catalog, subject);
    Map<TenantTable, String> found = new LinkedHashMap<>();
    for (TenantTable table : catalog.tables().values()) {
      if (TenantCatalog.kept(table).isEmpty()) {
        rows.condition(table, new HashSet<>()).ifPresent(text -> found.put(table, text));
      }
    }
    return found;
  }

  private Optional<String> condition(TenantTable table, Set<Long> path) {
    Subject.Customer customer = subject.customer();
    Key tenant = table.tenant();
    Key owner = table.owner();
    if (customer == null && tenant != null) {
      return Optional.of(is(tenant, subject.tenantValue(table, tenant)));
    }
    if (customer != null && owner != null) {
      String theirs = is(owner, subject.ownerValue(table, owner, customer));
      return Optional.of(
          tenant == null
              ? theirs
              : is(tenant, subject.tenantValue(table, tenant)) + " AND " + theirs);
    }
    return byReferences(table, path);
  }

  private Optional<String> byReferences(TenantTable table, Set<Long> path) {
    List<String> ways = new ArrayList<>();
    path.add(table.oid());
    for (Reference reference : table.references()) {
      TenantTable other = catalog.tables().get(reference.table());
      if (other != null && !path.contains(other.oid()) && TenantCatalog.kept(other).isEmpty()) {
        condition(other, path)
            .ifPresent(
                rows ->
                    ways.add(
                        "("
                            + names(table, reference.from())
                            + ") IN (SELECT "
                            + names(other, reference.to())
                            + " FROM "
                            + other.name()
                            + " WHERE "
                            + rows
                            + ")"));
      }
    }
    path.remove(table.oid());
    return ways.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" OR ", ways) + ")");
  }

  private String is(Key key, String value) {
    return key.column().quoted() + " = " + connection.literal(value) + "::" + key.column().type();
  }

  static String names(TenantTable table, List<Integer> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> table.column(columns.get(i)).quoted())
        .collect(Collectors.joining(", "));
  }
}
