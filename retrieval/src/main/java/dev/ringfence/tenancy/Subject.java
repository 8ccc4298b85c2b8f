package dev.ringfence.tenancy;

import dev.ringfence.tenancy.TenantTable.Key;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows they are: a whole tenant's, or one customer's of it. Each is known by a uuid of ours,
 * and by the operator's own id where their tables use one.
 *
 * @param customer null for the whole tenant
 */
record Subject(
    UUID tenant,
    String slug,
    String status,
    @Nullable String externalTenant,
    @Nullable Customer customer) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** One customer, or other member, of the tenant. */
  record Customer(UUID id, @Nullable String external) {}

  static Subject find(AdminConnection connection, String slug, @Nullable String customer) {
    List<Subject> found =
        connection.list(
            row ->
                new Subject(
                    row.getObject("id", UUID.class),
                    row.getString("slug"),
                    row.getString("status"),
                    row.getString("external"),
                    null),
            // The column is there from the version on that knows ids of the operator's own.
            "SELECT t.id, t.slug, t.status, to_jsonb(t) ->> 'external_id' AS external"
                + " FROM ringfence.tenant AS t WHERE t.slug = ?",
            slug);
    if (found.isEmpty()) {
      throw new TenancyException("there is no tenant '" + slug + "'");
    }
    Subject tenant = found.getFirst();
    return customer == null
        ? tenant
        : new Subject(
            tenant.tenant(),
            tenant.slug(),
            tenant.status(),
            tenant.externalTenant(),
            tenant.customer(connection, customer));
  }

  /**
   * A customer is named by their subject at the issuer, by our uuid or by the operator's own id.
   */
  private Customer customer(AdminConnection connection, String named) {
    Optional<UUID> byId =
        ID.matcher(named).matches() ? Optional.of(UUID.fromString(named)) : Optional.empty();
    boolean external = isExternalKnown(connection);
    List<UUID> found =
        byId.map(List::of)
            .orElseGet(
                () ->
                    connection.list(
                        row -> row.getObject(1, UUID.class),
                        "SELECT member_id FROM ringfence.membership"
                            + " WHERE tenant_id = ? AND subject = ?"
                            + (external
                                ? " UNION SELECT member_id FROM ringfence.external_id"
                                    + " WHERE tenant_id = ? AND external_id = ?"
                                : ""),
                        external
                            ? new Object[] {tenant, named, tenant, named}
                            : new Object[] {tenant, named}));
    if (found.isEmpty()) {
      throw new TenancyException(
          "tenant '" + slug + "' has no member '" + named + "'" + unfinished(connection));
    }
    if (found.size() > 1) {
      throw new TenancyException(
          "several members of tenant '" + slug + "' are called '" + named + "'; give the uuid");
    }
    List<String> own =
        external
            ? connection.list(
                row -> row.getString(1),
                "SELECT external_id FROM ringfence.external_id"
                    + " WHERE tenant_id = ? AND member_id = ?",
                tenant,
                found.getFirst())
            : List.of();
    return new Customer(found.getFirst(), own.isEmpty() ? null : own.getFirst());
  }

  /** Members go last: an erasure that broke off behind them is gone on with by its uuid. */
  private String unfinished(AdminConnection connection) {
    List<String> running =
        connection.list(
            row -> row.getString(1),
            "SELECT customer FROM ringfence.erasure WHERE tenant_id = ? AND state = 'running'"
                + " AND customer IS NOT NULL ORDER BY 1",
            tenant);
    return running.isEmpty() ? "" : "; erasures under way: " + String.join(", ", running);
  }

  private static boolean isExternalKnown(AdminConnection connection) {
    return connection.number("SELECT count(to_regclass('ringfence.external_id'))") > 0;
  }

  /** What a column that names the tenant holds. */
  String tenantValue(TenantTable table, Key key) {
    return switch (key.kind()) {
      case ID -> tenant.toString();
      case SLUG -> slug;
      case EXTERNAL ->
          required(externalTenant, table.name() + " names tenants", "the tenant has no such id");
    };
  }

  /** What a column that names the customer holds. */
  String ownerValue(TenantTable table, Key key, Customer of) {
    return key.kind() == Key.Kind.ID
        ? of.id().toString()
        : required(of.external(), table.name() + " names owners", "the customer has no such id");
  }

  private static String required(@Nullable String value, String who, String missing) {
    if (value == null) {
      throw new TenancyException(who + " by ids of your own, and " + missing);
    }
    return value;
  }

  String describe() {
    return customer == null ? "tenant " + slug : "customer " + customer.id() + " of " + slug;
  }
}
