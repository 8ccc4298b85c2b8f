package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an export has of each table, and what it leaves out and why. A customer is given what is
 * theirs: what a policy lets customers read, and their own membership. What staff keep about them
 * is staff's.
 */
record ExportPlan(List<Part> parts, Map<String, String> leftOut) {
  private static final Set<String> OF_THE_MEMBER =
      Set.of(
          "ringfence.membership",
          "ringfence.external_id",
          "ringfence.asked",
          "ringfence.document_use");

  private static final Set<String> COMPUTED = Set.of("vector", "halfvec", "sparsevec", "tsvector");

  ExportPlan {
    parts = List.copyOf(parts);
  }

  /** A table, the columns of it that are written, and the condition that picks its rows. */
  record Part(TenantTable table, List<Column> columns, String condition) {
    Part {
      columns = List.copyOf(columns);
    }

    List<Column> bytes() {
      return columns.stream().filter(column -> column.type().equals("bytea")).toList();
    }
  }

  static ExportPlan of(AdminConnection connection, TenantCatalog catalog, Subject subject) {
    List<Part> parts = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (TenantTable table : catalog.tables().values()) {
      TenantCatalog.kept(table).ifPresent(why -> leftOut.put(table.name(), why));
    }
    SubjectRows.of(connection, catalog, subject)
        .forEach(
            (table, condition) -> {
              if (table.name().equals("ringfence.placeholder")) {
                leftOut.put(table.name(), "values that are sealed under a key of the service");
              } else if (table.name().equals("ringfence.posting")) {
                leftOut.put(table.name(), "computed from the passages");
              } else if (subject.customer() != null
                  && !table.customersRead()
                  && !OF_THE_MEMBER.contains(table.name())) {
                leftOut.put(table.name(), "not the customer's: no policy lets customers read it");
              } else {
                parts.add(part(table, condition, leftOut));
              }
            });
    return new ExportPlan(parts, leftOut);
  }

  private static Part part(TenantTable table, String condition, Map<String, String> leftOut) {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      String type = column.type().substring(column.type().lastIndexOf('.') + 1);
      if (table.name().equals("ringfence.approval") && type.equals("bytea")) {
        leftOut.put(table.name() + "." + column.quoted(), "sealed under a key of the service");
      } else if (column.generated() || COMPUTED.contains(type)) {
        leftOut.put(table.name() + "." + column.quoted(), "computed from other columns");
      } else {
        columns.add(column);
      }
    }
    return new Part(table, columns, condition);
  }
}
