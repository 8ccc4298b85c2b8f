package dev.ringfence.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns that say whose a row is, and how a policy compares them with the principal: a uuid
 * with ours, anything else with the external id, cast to the column's type inside the sub-select,
 * so that the seal is verified once in a statement and the index is used.
 *
 * @param owner null where only staff read the table
 */
record Ownership(OwnedTable.Column tenant, OwnedTable.@Nullable Column owner) {
  private static final Map<String, String> CASTS =
      Map.of(
          "uuid", "",
          "bigint", "::pg_catalog.int8",
          "integer", "::pg_catalog.int4",
          "text", "",
          "character varying", "");

  /** Reads the request's columns; what is wrong with them goes to the reasons. */
  static Optional<Ownership> of(OwnedTable table, ProtectRequest request, List<String> reasons) {
    Optional<OwnedTable.Column> tenant =
        column(table, "--tenant-column", request.tenantColumn(), reasons);
    if (request.ownerColumn() == null) {
      return tenant.map(column -> new Ownership(column, null));
    }
    Optional<OwnedTable.Column> owner =
        column(table, "--owner-column", request.ownerColumn(), reasons);
    if (tenant.isPresent() && tenant.equals(owner)) {
      reasons.add(
          "--tenant-column and --owner-column are the same column; for a table that only staff may"
              + " read, leave --owner-column out");
      return Optional.empty();
    }
    return tenant.flatMap(one -> owner.map(other -> new Ownership(one, other)));
  }

  private static Optional<OwnedTable.Column> column(
      OwnedTable table, String option, String name, List<String> reasons) {
    OwnedTable.Column column = table.columns().get(name);
    String where = option + " " + SqlText.plain(name);
    if (column == null) {
      reasons.add(
          where
              + ": "
              + table.table().plain()
              + " has no such column; it has "
              + String.join(", ", table.columns().keySet().stream().map(SqlText::plain).toList()));
    } else if (!CASTS.containsKey(column.type())) {
      reasons.add(
          where
              + " is of type "
              + SqlText.shown(column.type())
              + "; whose a row is can be said by uuid, bigint, integer, text or varchar");
    } else if (!column.comparesExactly()) {
      reasons.add(
          where
              + " has a nondeterministic collation, under which ids that differ can be equal; give it"
              + " a deterministic one");
    } else {
      return Optional.of(column);
    }
    return Optional.empty();
  }

  List<OwnedTable.Column> columns() {
    return Stream.of(Optional.of(tenant), Optional.ofNullable(owner))
        .flatMap(Optional::stream)
        .toList();
  }

  List<String> names() {
    return columns().stream().map(OwnedTable.Column::name).toList();
  }

  /** The policies that let the service's roles in, by name. */
  List<FencePolicy> policies() {
    List<FencePolicy> policies = new ArrayList<>();
    if (owner != null) {
      policies.add(
          new FencePolicy(FencePolicy.CUSTOMER, ServiceRoles.CUSTOMER, customerRows(owner)));
    }
    policies.add(new FencePolicy(FencePolicy.STAFF, ServiceRoles.STAFF, staffRows()));
    return policies;
  }

  private String customerRows(OwnedTable.Column owner) {
    String columns = "(" + SqlText.name(tenant.name()) + ", " + SqlText.name(owner.name()) + ")";
    if (isUuid(tenant) && isUuid(owner)) {
      return columns + " = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s)";
    }
    String axes =
        (isUuid(tenant) ? "external_tenant => false" : "")
            + (isUuid(owner) ? "external_customer => false" : "");
    return columns
        + " = (SELECT s.tenant"
        + cast(tenant)
        + ", s.customer"
        + cast(owner)
        + " FROM ringfence.external_customer_scope("
        + axes
        + ") AS s)";
  }

  private String staffRows() {
    return SqlText.name(tenant.name())
        + (isUuid(tenant)
            ? " = (SELECT s.tenant FROM ringfence.staff_scope() AS s)"
            : " = (SELECT s.tenant"
                + cast(tenant)
                + " FROM ringfence.external_staff_scope() AS s)");
  }

  /** A uuid among external ids arrives as text. */
  private static String cast(OwnedTable.Column column) {
    return isUuid(column) ? "::pg_catalog.uuid" : CASTS.getOrDefault(column.type(), "");
  }

  private static boolean isUuid(OwnedTable.Column column) {
    return column.type().equals("uuid");
  }

  /** Whether rows are found through ids that the operator has to enter. */
  boolean external() {
    return columns().stream().anyMatch(column -> !isUuid(column));
  }
}
