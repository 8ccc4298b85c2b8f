package dev.ringfence.proposal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The relations of a database that are neither PostgreSQL's nor ringfence's, by name.
 *
 * @param migrated whether ringfence's own schema is there
 * @param onlyTenant the id of the one tenant that ringfence knows; empty for none, or more
 */
record Schema(
    String database, Map<TableId, SchemaTable> tables, boolean migrated, String onlyTenant) {
  Schema {
    tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  Optional<SchemaTable> table(TableId id) {
    return Optional.ofNullable(tables.get(id));
  }

  /** Tables whose one row is called so, those of a schema first. */
  List<SchemaTable> called(String singular, String schema) {
    return tables.values().stream()
        .filter(table -> table.words().size() == 1 && table.singular().equals(singular))
        .sorted(java.util.Comparator.comparing(table -> !table.id().schema().equals(schema)))
        .toList();
  }
}
