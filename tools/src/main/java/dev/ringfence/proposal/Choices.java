package dev.ringfence.proposal;

import java.util.List;
import java.util.Set;

/**
 * What a person has said about whose rows are whose; nothing yet is {@link #NONE}.
 *
 * @param schemas the only ones to look at; none for all
 * @param tenantColumns names of columns that say which tenant
 * @param ownerColumns names of columns that say which customer
 * @param notOwners names of columns that do not, though they look like it
 */
public record Choices(
    Set<String> schemas,
    List<String> tenantColumns,
    List<String> ownerColumns,
    Set<String> notOwners) {
  public static final Choices NONE = new Choices(Set.of(), List.of(), List.of(), Set.of());

  public Choices {
    schemas = Set.copyOf(schemas);
    tenantColumns = List.copyOf(tenantColumns);
    ownerColumns = List.copyOf(ownerColumns);
    notOwners = Set.copyOf(notOwners);
  }

  List<String> columns(Axis axis) {
    return axis == Axis.TENANT ? tenantColumns : ownerColumns;
  }

  /** With one more column that says whose a row is. */
  public Choices with(Axis axis, String column) {
    List<String> more = new java.util.ArrayList<>(columns(axis));
    more.add(column);
    return axis == Axis.TENANT
        ? new Choices(schemas, more, ownerColumns, notOwners)
        : new Choices(schemas, tenantColumns, more, notOwners);
  }

  /** With one more column that does not say it. */
  public Choices without(String column) {
    Set<String> more = new java.util.HashSet<>(notOwners);
    more.add(column);
    return new Choices(schemas, tenantColumns, ownerColumns, more);
  }
}
